import { openFileChecked } from "@undercoat/files";
import { crsName, IGNORE_INDEX } from "@undercoat/raster";
import { openVector, type ReadReport, type VectorFormat } from "@undercoat/vector";
import { type ClassCount, classCountsOf, indexCounts } from "./class-counts.ts";
import { type NodataCount, openLabelFile, type SchemeOrSource } from "./open-label-file.ts";

/** What a label raster holds. */
export interface RasterLabelInfo {
  readonly kind: "raster";
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly crs: string;
  readonly scheme: string;
  readonly ignoredPixels: number;
  /** Pixels of each nodata code of the product; they are among the ignored ones. */
  readonly nodata: readonly NodataCount[];
  readonly classes: readonly ClassCount[];
}

/** A property of features, and its most frequent values. */
export interface PropertyInfo {
  readonly name: string;
  readonly features: number;
  readonly values: readonly { readonly value: string; readonly features: number }[];
}

/** What a file of features holds. */
export interface VectorLabelInfo {
  readonly kind: "vector";
  readonly file: string;
  readonly format: VectorFormat;
  readonly crs: string;
  readonly geometries: Readonly<Record<string, number>>;
  readonly read: ReadReport;
  /** The properties that most features have. */
  readonly properties: readonly PropertyInfo[];
  readonly notes: readonly string[];
}

const MOST_PROPERTIES = 12;
const MOST_VALUES = 6;
/** Values of a property that are told apart; an id has as many as there are features. */
const MOST_COUNTED = 10_000;
/** "II" and "MM". */
const GEOTIFF = [0x4949, 0x4d4d];

/**
 * Describes a label file, raster or vector.
 *
 * @param scheme - Of a raster. With `nodataValues`, pixels that hold one of them are counted and ignored.
 * @throws {WorkflowError} `DATA`; the errors of the package that reads the file.
 */
export async function describeLabels(
  file: string,
  scheme?: SchemeOrSource,
): Promise<RasterLabelInfo | VectorLabelInfo> {
  return (await isGeoTiff(file)) ? describeRaster(file, scheme) : describeVector(file);
}

async function isGeoTiff(file: string): Promise<boolean> {
  if (/^https?:/i.test(file)) return true; // features are read from disk, rasters from the web too
  const handle = await openFileChecked(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return GEOTIFF.includes(buffer.readUInt16BE(0));
  } finally {
    await handle.close();
  }
}

async function describeRaster(file: string, wanted?: SchemeOrSource): Promise<RasterLabelInfo> {
  const source = await openLabelFile(file, wanted);
  try {
    const { grid, scheme } = source;
    const counts = new Float64Array(256);
    for await (const { labels } of source.windows()) indexCounts(labels, counts);
    return {
      kind: "raster",
      file,
      width: grid.width,
      height: grid.height,
      crs: crsName(grid.crs),
      scheme: scheme.name,
      ignoredPixels: counts[IGNORE_INDEX] ?? 0,
      nodata: source.nodata(),
      classes: classCountsOf(grid, scheme, counts),
    };
  } finally {
    await source.close();
  }
}

async function describeVector(file: string): Promise<VectorLabelInfo> {
  const source = await openVector(file, { broken: "leave-out" });
  try {
    const geometries: Record<string, number> = {};
    const counts = new Map<string, Map<string, number>>();
    const stream = source.features();
    for await (const { geometry, properties } of stream) {
      const type = geometry?.type ?? "none";
      geometries[type] = (geometries[type] ?? 0) + 1;
      for (const [name, value] of Object.entries(properties)) countInto(counts, name, value);
    }
    const { format, notes, crs } = source;
    return {
      kind: "vector",
      file,
      format,
      crs: crsName(crs),
      geometries,
      read: stream.report(),
      properties: propertiesOf(counts),
      notes,
    };
  } finally {
    await source.close();
  }
}

function countInto(counts: Map<string, Map<string, number>>, name: string, value: unknown): void {
  const values = counts.get(name) ?? new Map<string, number>();
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const key = values.has(text) || values.size < MOST_COUNTED ? text : "(other values)";
  values.set(key, (values.get(key) ?? 0) + 1);
  counts.set(name, values);
}

function propertiesOf(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): PropertyInfo[] {
  const all = [...counts].map(([name, values]): PropertyInfo => {
    const ranked = [...values].toSorted((a, b) => b[1] - a[1]);
    const features = ranked.reduce((sum, [, count]) => sum + count, 0);
    return {
      name,
      features,
      values: ranked.slice(0, MOST_VALUES).map(([value, count]) => ({ value, features: count })),
    };
  });
  return all.toSorted((a, b) => b.features - a.features).slice(0, MOST_PROPERTIES);
}
