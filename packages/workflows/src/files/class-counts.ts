import { isProjectionError } from "@undercoat/projections";
import { type ClassScheme, type Grid, IGNORE_INDEX, type LabelMap, pixelToMap } from "@undercoat/raster";
import { groundScaleOf } from "./ground-scale-of.ts";

/** How much of a label map each class covers. */
export interface ClassCount {
  readonly value: number;
  readonly name: string;
  readonly pixels: number;
  /** Of the pixels that are not ignored; null where all are. */
  readonly share: number | null;
  /** On the ground, at the scale of the map's middle; null where the CRS does not tell. */
  readonly hectares: number | null;
}

/** Pixels, share and area of every class. */
export function classCounts(labels: LabelMap): readonly ClassCount[] {
  return classCountsOf(labels, labels.scheme, indexCounts(labels));
}

/** Pixels of every class index, added to `counts`. */
export function indexCounts({ data }: Pick<LabelMap, "data">, counts = new Float64Array(256)): Float64Array {
  for (let pixel = 0; pixel < data.length; pixel++) counts[data[pixel]!]! += 1;
  return counts;
}

/** The same out of the pixels of every class index on a grid. */
export function classCountsOf(grid: Grid, scheme: ClassScheme, counts: Float64Array): readonly ClassCount[] {
  const labelled = counts.reduce((sum, count) => sum + count, 0) - (counts[IGNORE_INDEX] ?? 0);
  const area = pixelHectares(grid);
  return scheme.classes.map(({ value, name }, index) => {
    const pixels = counts[index] ?? 0;
    return {
      value,
      name,
      pixels,
      share: labelled === 0 ? null : pixels / labelled,
      hectares: area === null ? null : pixels * area,
    };
  });
}

/** Pixels that are ignored. */
export function ignoredPixels({ data }: Pick<LabelMap, "data">): number {
  return data.reduce((sum, index) => sum + (index === IGNORE_INDEX ? 1 : 0), 0);
}

/** Hectares on the ground of a pixel in the middle; null where the CRS does not tell. */
export function pixelHectares({ geotransform, crs, width, height }: Grid): number | null {
  if (geotransform === null || crs.kind === "unknown") return null;
  try {
    const scale = groundScaleOf(crs)(...pixelToMap(geotransform, width / 2, height / 2));
    return (
      (Math.abs(geotransform[1] * geotransform[5] - geotransform[2] * geotransform[4]) * scale.x * scale.y) /
      10_000
    );
  } catch (error) {
    if (isProjectionError(error)) return null;
    throw error;
  }
}
