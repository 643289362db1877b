import { existsSync } from "node:fs";
import type { Band, Crs, Geotransform } from "@undercoat/raster";
import { GeoTiffError, isGeoTiffError } from "../errors.ts";
import { type GeoTiffInfo, infoOf } from "../geotiff-info.ts";
import { type Limits, limitsOf, type OpenGeoTiffOptions } from "../open-options.ts";
import type { ClassName } from "../write-options.ts";
import { readBandNotes } from "./band-notes.ts";
import { type ByteSource, fileSource, memoryByteSource } from "./byte-source.ts";
import { hasTag } from "./directory.ts";
import { readGeoreference } from "./georeference.ts";
import { readLayout } from "./layout.ts";
import { type Family, type Level, openLevels } from "./levels.ts";
import { comparableNodata, fillValue, readNodata } from "./nodata.ts";
import type { ValidityRules } from "./validity.ts";
import { type Images, walkImages } from "./walk.ts";
import { webLimitsOf } from "./web/web-options.ts";
import { isWebAddress, webSource } from "./web/web-source.ts";
import type { PaletteEntry } from "./writing/palette.ts";

/** An open file whose every claim was checked. */
export interface Reading {
  readonly name: string;
  /** The full size, then the overviews from large to small. */
  readonly levels: readonly [Level, ...Level[]];
  readonly rules: ValidityRules;
  readonly bands: readonly Band[];
  readonly geotransform: Geotransform | null;
  readonly crs: Crs;
  readonly nodata: number | null;
  readonly palette: readonly PaletteEntry[] | null;
  readonly classNames: readonly ClassName[] | null;
  readonly info: GeoTiffInfo;
  close(): Promise<void>;
}

/** Opens a file, and beside it, where there are any, the validity image `<path>.msk` and the overviews `<path>.ovr`. */
async function openFile(path: string, limits: Limits): Promise<Reading> {
  return closingOnError(path, async (open) => {
    const images = await walkImages(await open(await fileSource(path)), limits);
    const notes: string[] = [];
    const beside = async (ending: string) => {
      if (!existsSync(path + ending)) return null;
      return walkImages(await open(await fileSource(path + ending)), limits);
    };
    let family: Family = images;
    if (images.validity === null)
      family = withValidities(family, await beside(".msk"), await beside(".msk.ovr"));
    if (images.overviews.length === 0) {
      const found = await beside(".ovr").catch((error: unknown) => {
        notes.push(`the overviews beside the file are not read: ${wrapped(error, path).message}`);
        return null;
      });
      family = withOverviews(family, found);
    }
    return { images, family, notes };
  });
}

/** Opens a file, or an address of the web, with nothing beside the latter: each question would be a request. */
export async function openPath(path: string, options: OpenGeoTiffOptions): Promise<Reading> {
  const limits = limitsOf(options);
  options.signal?.throwIfAborted();
  if (!isWebAddress(path)) return openFile(path, limits);
  return openSource(await webSource(path, webLimitsOf(options.web), options.signal), limits);
}

/** {@link openFile} for any source of bytes, with nothing beside it. */
async function openSource(source: ByteSource, limits: Limits): Promise<Reading> {
  return closingOnError(source.name, async (open) => {
    const images = await walkImages(await open(source), limits);
    return { images, family: images, notes: [] };
  });
}

/** {@link openSource} for bytes in memory. */
export async function openBytes(bytes: Uint8Array, name: string, limits: Limits): Promise<Reading> {
  return openSource(memoryByteSource(bytes, name), limits);
}

interface Found {
  readonly images: Images;
  readonly family: Family;
  readonly notes: readonly string[];
}

/** Closes what was opened where anything after it fails. */
async function closingOnError(
  name: string,
  find: (open: (source: ByteSource) => Promise<ByteSource>) => Promise<Found>,
): Promise<Reading> {
  const opened: ByteSource[] = [];
  const close = async () => {
    for (const source of opened.splice(0)) await source.close();
  };
  try {
    const found = await find(async (source) => {
      opened.push(source);
      return source;
    });
    const reading = await openImages(found, close);
    for (const source of opened) source.doneOpening?.();
    return reading;
  } catch (cause) {
    await close();
    throw wrapped(cause, name);
  }
}

function withValidities(family: Family, full: Images | null, smaller: Images | null): Family {
  if (full === null) return family;
  const others = smaller === null ? [] : [smaller.first, ...smaller.overviews];
  return { ...family, validity: full.first, smallerValidities: [...full.overviews, ...others] };
}

function withOverviews(family: Family, found: Images | null): Family {
  if (found === null) return family;
  return {
    ...family,
    overviews: [found.first, ...found.overviews],
    smallerValidities: [...family.smallerValidities, ...found.smallerValidities],
  };
}

async function openImages({ images, family, notes }: Found, close: () => Promise<void>): Promise<Reading> {
  const { first, tiff } = images;
  const layout = await readLayout(first);
  const nodata = await readNodata(first);
  const place = await readGeoreference(first);
  const { bands, alpha, scales, offsets, palette, classNames } = await readBandNotes(first, layout);
  const fill = fillValue(nodata, layout);
  const { levels, notes: leftOut } = await openLevels(family, { layout, fill });
  const rules: ValidityRules = { nodata: comparableNodata(nodata, layout.sampleType), alpha };
  const isNodataUnread = nodata === null && hasTag(first, "GdalNodata");
  const unread = isNodataUnread ? ["tag GdalNodata (42113) holds no text and was not used"] : [];
  const all = [...place.notes, ...unread, ...notes, ...leftOut];
  return {
    name: tiff.source.name,
    levels,
    rules,
    bands,
    geotransform: place.geotransform,
    crs: place.crs,
    nodata,
    palette,
    classNames,
    info: infoOf({ layout, images, levels, rules, nodata, scales, offsets, notes: all }),
    close,
  };
}

/** Any error as one of this package; the reason of an aborted signal stays what it is. */
function wrapped(cause: unknown, name: string): Error {
  if (isGeoTiffError(cause) || (cause instanceof Error && isAbort(cause))) return cause;
  const words = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0];
  return new GeoTiffError("BROKEN_STRUCTURE", {
    message: `"${name}" cannot be opened (${words}); get the file again`,
    context: { name },
    cause,
  });
}

function isAbort({ name }: Error): boolean {
  return name === "AbortError" || name === "TimeoutError";
}
