import { isProjectionError } from "@undercoat/projections";
import { IGNORE_INDEX, type LabelMap, pixelToMap } from "@undercoat/raster";
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
  const counts = new Float64Array(256);
  for (let pixel = 0; pixel < labels.data.length; pixel++) counts[labels.data[pixel]!]! += 1;
  const labelled = labels.data.length - ignoredPixels(labels);
  const area = pixelHectares(labels);
  return labels.scheme.classes.map(({ value, name }, index) => {
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

function pixelHectares({ geotransform, crs, width, height }: LabelMap): number | null {
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
