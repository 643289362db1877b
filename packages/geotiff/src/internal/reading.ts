import { existsSync } from "node:fs";
import type { Band, Crs, Geotransform } from "@undercoat/raster";
import { GeoTiffError, isGeoTiffError } from "../errors.ts";
import { type GeoTiffInfo, infoOf } from "../geotiff-info.ts";
import { readBandNotes } from "./band-notes.ts";
import { type ByteSource, fileSource, memoryByteSource } from "./byte-source.ts";
import { hasTag } from "./directory.ts";
import { readGeoreference } from "./georeference.ts";
import type { Image } from "./image.ts";
import { type Layout, readLayout } from "./layout.ts";
import { comparableNodata, fillValue, readNodata } from "./nodata.ts";
import { structureError } from "./refusals.ts";
import type { ValidityRules } from "./validity.ts";
import { type Images, walkImages } from "./walk.ts";

/** An open file whose every claim was checked. */
export interface Reading {
  readonly name: string;
  readonly image: Image;
  readonly rules: ValidityRules;
  readonly bands: readonly Band[];
  readonly geotransform: Geotransform | null;
  readonly crs: Crs;
  readonly nodata: number | null;
  readonly info: GeoTiffInfo;
  close(): Promise<void>;
}

/** Opens a file, and the validity image `<path>.msk` beside it if there is one. */
export async function openFile(path: string): Promise<Reading> {
  const open: ByteSource[] = [];
  const close = async () => {
    for (const source of open.splice(0)) await source.close();
  };
  try {
    open.push(await fileSource(path));
    let images = await walkImages(open[0]!);
    if (images.validityDirectory === null && existsSync(`${path}.msk`)) {
      open.push(await fileSource(`${path}.msk`));
      images = { ...images, validityDirectory: (await walkImages(open[1]!)).first };
    }
    return await openImages(images, close);
  } catch (cause) {
    await close();
    throw wrapped(cause, path);
  }
}

/** {@link openFile} for bytes in memory. */
export async function openBytes(bytes: Uint8Array, name: string): Promise<Reading> {
  try {
    return await openImages(await walkImages(memoryByteSource(bytes, name)), async () => {});
  } catch (cause) {
    throw wrapped(cause, name);
  }
}

async function openImages(images: Images, close: () => Promise<void>): Promise<Reading> {
  const { first, tiff } = images;
  const layout = await readLayout(first);
  const nodata = await readNodata(first);
  const place = await readGeoreference(first);
  const { bands, alpha, scales, offsets } = await readBandNotes(first, layout);
  const rules: ValidityRules = {
    nodata: comparableNodata(nodata, layout.sampleType),
    alpha,
    validityImage: await openValidityImage(images, layout),
  };
  const isNodataUnread = nodata === null && hasTag(first, "GdalNodata");
  const unread = isNodataUnread ? ["tag GdalNodata (42113) holds no text and was not used"] : [];
  return {
    name: tiff.source.name,
    image: { tiff, layout, fill: fillValue(nodata, layout.sampleType) },
    rules,
    bands,
    geotransform: place.geotransform,
    crs: place.crs,
    nodata,
    info: infoOf({ layout, images, rules, nodata, scales, offsets, notes: [...place.notes, ...unread] }),
    close,
  };
}

async function openValidityImage({ validityDirectory, tiff }: Images, layout: Layout): Promise<Image | null> {
  if (validityDirectory === null) return null;
  const found = await readLayout(validityDirectory);
  if (found.width === layout.width && found.height === layout.height) {
    return { tiff: validityDirectory.tiff, layout: found, fill: 0 };
  }
  const what = `its validity image is ${found.width}×${found.height}, but the image is ${layout.width}×${layout.height}`;
  throw structureError(tiff.source.name, what);
}

function wrapped(cause: unknown, name: string): GeoTiffError {
  if (isGeoTiffError(cause)) return cause;
  const words = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0];
  return new GeoTiffError("BROKEN_STRUCTURE", {
    message: `"${name}" cannot be opened (${words}); get the file again`,
    context: { name },
    cause,
  });
}
