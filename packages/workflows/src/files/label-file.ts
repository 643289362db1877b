import { openGeoTiff } from "@undercoat/geotiff";
import type { LabelSource } from "@undercoat/label-sources";
import {
  type ClassScheme,
  type CodedRaster,
  decodeLabels,
  type LabelMap,
  toCodedRaster,
} from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";

/** A class scheme alone, or with the codes that are no class. */
export type SchemeOrSource = ClassScheme | Pick<LabelSource, "scheme" | "nodataValues">;

/** Pixels that hold a code which is no class. */
export interface NodataCount {
  readonly value: number;
  readonly pixels: number;
}

/**
 * Reads a label GeoTIFF of one band.
 *
 * @param scheme - Omitted: the codes that the file holds become the classes. With `nodataValues`, pixels that hold one of
 *   them become ignored, as those that the file itself says hold no data.
 * @throws {WorkflowError} `DATA` for several bands, or more codes than classes can be.
 */
export async function readLabelFile(file: string, scheme?: SchemeOrSource): Promise<LabelMap> {
  return (await readCountedLabels(file, scheme)).labels;
}

/** Labels, and the pixels of each nodata code of the product. */
export async function readCountedLabels(
  file: string,
  scheme?: SchemeOrSource,
): Promise<{ readonly labels: LabelMap; readonly nodata: readonly NodataCount[] }> {
  const source = await openGeoTiff(file);
  try {
    const { length } = source.bands;
    if (length !== 1)
      throw new WorkflowError("DATA", {
        message: `"${file}" has ${length} bands, expected 1 band of class codes; give a label file, not an image`,
        context: { file, bands: length },
      });
    const coded = toCodedRaster(await source.read({ bands: [1] }), source);
    if (scheme === undefined)
      return { labels: decodeLabels(coded, schemeOfCodes(coded, file), file), nodata: [] };
    if (!("scheme" in scheme)) return { labels: decodeLabels(coded, scheme, file), nodata: [] };
    const { validity, nodata } = withoutNodata(coded, scheme.nodataValues);
    return { labels: decodeLabels({ ...coded, validity }, scheme.scheme, file), nodata };
  } finally {
    await source.close();
  }
}

function withoutNodata(
  { data, validity: given }: CodedRaster,
  values: readonly number[],
): Pick<CodedRaster, "validity"> & { readonly nodata: readonly NodataCount[] } {
  if (values.length === 0) return { validity: given, nodata: [] };
  const validity = given === null ? new Uint8Array(data.length).fill(1) : Uint8Array.from(given);
  const counts = new Map(values.map((value) => [value, 0]));
  for (let pixel = 0; pixel < data.length; pixel++) {
    const count = counts.get(data[pixel]!);
    if (count === undefined || validity[pixel] === 0) continue;
    validity[pixel] = 0;
    counts.set(data[pixel]!, count + 1);
  }
  return { validity, nodata: [...counts].map(([value, pixels]) => ({ value, pixels })) };
}

function schemeOfCodes({ data, validity }: CodedRaster, file: string): ClassScheme {
  const codes = new Set<number>();
  for (let pixel = 0; pixel < data.length; pixel++) if (validity?.[pixel] !== 0) codes.add(data[pixel]!);
  const classes = [...codes].toSorted((a, b) => a - b).map((value) => ({ value, name: String(value) }));
  if (classes.length >= 1 && classes.length <= 255) return { name: file, classes };
  throw new WorkflowError("DATA", {
    message: `"${file}" holds ${classes.length} different codes, expected 1 to 255 classes; give a label file, not an image`,
    context: { file, codes: classes.length },
  });
}
