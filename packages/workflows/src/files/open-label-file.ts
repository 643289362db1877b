import { openGeoTiff } from "@undercoat/geotiff";
import type { LabelSource } from "@undercoat/label-sources";
import {
  type ClassScheme,
  type CodedRaster,
  decodeLabels,
  type Grid,
  type LabelMap,
  type RasterSource,
  tileWindows,
  toCodedRaster,
  type Window,
  windowGrid,
} from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";

/** A class scheme alone, or with the codes that are no class. */
export type SchemeOrSource = ClassScheme | Pick<LabelSource, "scheme" | "nodataValues">;

/** Pixels that hold a code which is no class. */
export interface NodataCount {
  readonly value: number;
  readonly pixels: number;
}

/** A label GeoTIFF that is read window by window. */
export interface LabelFile {
  readonly grid: Grid;
  readonly scheme: ClassScheme;
  /** The labels of all windows, row by row; can be iterated again. */
  windows(): AsyncIterable<{ readonly window: Window; readonly labels: LabelMap }>;
  /** Pixels of each nodata code of the product, in the windows of the last iteration. */
  nodata(): readonly NodataCount[];
  close(): Promise<void>;
}

/** A file with more codes holds no classes: they are not counted on. */
const MOST_CODES = 65_536;

const WINDOW_WIDTH = 8192;
const WINDOW_HEIGHT = 512;

/**
 * Opens a label GeoTIFF of one band.
 *
 * @param scheme - Omitted: the codes that the file holds become the classes, for which it is read once more. With
 *   `nodataValues`, pixels that hold one of them become ignored, as those that the file itself says hold no data.
 * @throws {WorkflowError} `DATA` for several bands, more codes than classes can be, or a class that the file calls nodata.
 */
export async function openLabelFile(file: string, scheme?: SchemeOrSource): Promise<LabelFile> {
  const source = await openGeoTiff(file);
  try {
    const { length } = source.bands;
    if (length !== 1)
      throw new WorkflowError("DATA", {
        message: `"${file}" has ${length} bands, expected 1 band of class codes; give a label file, not an image`,
        context: { file, bands: length },
      });
    const product = scheme === undefined || !("scheme" in scheme) ? null : scheme;
    const classes =
      product?.scheme ?? (scheme as ClassScheme | undefined) ?? (await schemeOfCodes(source, file));
    assertNodataIsNoClass(source, classes);
    return labelFile(source, { file, scheme: classes, nodataValues: product?.nodataValues ?? [] });
  } catch (error) {
    await source.close();
    throw error;
  }
}

function labelFile(
  source: RasterSource,
  { file, scheme, nodataValues }: { file: string; scheme: ClassScheme; nodataValues: readonly number[] },
): LabelFile {
  const { width, height, geotransform, crs } = source;
  const counts = new Map<number, number>();
  return {
    grid: { width, height, geotransform, crs },
    scheme,
    async *windows() {
      for (const value of nodataValues) counts.set(value, 0);
      for await (const { window, coded } of codedWindows(source)) {
        const validity = withoutNodata(coded, counts);
        yield { window, labels: decodeLabels({ ...coded, validity }, scheme, file) };
      }
    },
    nodata: () => [...counts].map(([value, pixels]) => ({ value, pixels })),
    close: () => source.close(),
  };
}

async function* codedWindows(
  source: RasterSource,
): AsyncGenerator<{ readonly window: Window; readonly coded: CodedRaster }> {
  for (const window of tileWindows(source, { width: WINDOW_WIDTH, height: WINDOW_HEIGHT }))
    yield {
      window,
      coded: toCodedRaster(await source.read({ window, bands: [1] }), windowGrid(source, window)),
    };
}

/** A class that the file calls nodata would be lost, and every count and score with it. */
export function assertNodataIsNoClass({ name, nodata }: RasterSource, scheme: ClassScheme): void {
  const taken = scheme.classes.find(({ value }) => value === nodata);
  if (taken === undefined) return;
  throw new WorkflowError("DATA", {
    message: `"${name}" declares ${nodata} as nodata, but it is the class "${taken.name}" of scheme "${scheme.name}"; remove the tag (gdal_edit.py -unsetnodata) or give the class another code`,
    context: { file: name, nodata, class: taken.name },
  });
}

/** Validity without pixels of these codes; adds them to the counts. */
export function withoutNodata(
  { data, validity: given }: CodedRaster,
  counts: Map<number, number>,
): Uint8Array | null {
  if (counts.size === 0) return given;
  const validity = given === null ? new Uint8Array(data.length).fill(1) : Uint8Array.from(given);
  for (let pixel = 0; pixel < data.length; pixel++) {
    const count = counts.get(data[pixel]!);
    if (count === undefined || validity[pixel] === 0) continue;
    validity[pixel] = 0;
    counts.set(data[pixel]!, count + 1);
  }
  return validity;
}

async function schemeOfCodes(source: RasterSource, file: string): Promise<ClassScheme> {
  const codes = new Set<number>();
  for await (const { coded } of codedWindows(source)) {
    const { data, validity } = coded;
    for (let pixel = 0; pixel < data.length; pixel++) if (validity?.[pixel] !== 0) codes.add(data[pixel]!);
    if (codes.size > MOST_CODES) break;
  }
  const classes = [...codes].toSorted((a, b) => a - b).map((value) => ({ value, name: String(value) }));
  if (classes.length >= 1 && classes.length <= 255) return { name: file, classes };
  throw new WorkflowError("DATA", {
    message: `"${file}" holds ${classes.length > MOST_CODES ? "at least " : ""}${classes.length} different codes, expected 1 to 255 classes; give a label file, not an image`,
    context: { file, codes: classes.length },
  });
}
