import { pointTransform, transformLine } from "@undercoat/projections";
import { type Bounds, type Crs, type Grid, sameCrs, windowOfBounds } from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import { intersection } from "./internal/intersection.ts";
import type { Region } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";

/** A rectangle on the ground. */
export interface GroundBounds extends Bounds {
  readonly crs: Crs;
}

/**
 * The parts of regions that lie in a region of interest, as whole pixels that touch it. In another CRS the outline is
 * carried over, and its smallest rectangle along the scene's axes is taken: give another one where it holds a pole or
 * crosses the 180th meridian.
 *
 * @param dataset - Scenes with their grids; {@link SceneDataset} has them in `scenes[i].image`.
 * @throws {DatasetsError} `NO_REGIONS` if no region lies in it.
 * @throws {RasterError} `GEOTRANSFORM_UNUSABLE` if a scene has no place on the ground.
 * @throws {ProjectionError} If the CRS of a scene is not known.
 *
 * @example
 * ```ts
 * const regions = clipRegions(dataset, { crs: { kind: "epsg", code: 4326 }, xMin: 32.5, yMin: 0.2, xMax: 32.6, yMax: 0.3 });
 * ```
 */
export function clipRegions(
  dataset: {
    readonly name?: string;
    readonly scenes: readonly (Grid & { readonly id: string })[];
    readonly regions: readonly Region[];
  },
  bounds: GroundBounds,
): Region[] {
  const kept = dataset.regions.flatMap(({ sceneId, window }): Region[] => {
    const scene = sceneOf(dataset, sceneId);
    const inside = windowOfBounds(scene, boundsOn(scene, bounds));
    if (inside === null) return [];
    const shared = intersection(window, inside);
    return shared.width > 0 && shared.height > 0 ? [{ sceneId, window: shared }] : [];
  });
  if (kept.length > 0) return kept;
  const { xMin, yMin, xMax, yMax } = bounds;
  throw new DatasetsError("NO_REGIONS", {
    message: `"${dataset.name ?? "dataset"}": none of ${dataset.regions.length} regions lies in the region of interest [${xMin}, ${yMin}, ${xMax}, ${yMax}]; check the order of its numbers and its CRS`,
    context: { bounds },
  });
}

/** A tenth of a pixel is how far a bent edge may lie from its straight pieces. */
function boundsOn({ crs, geotransform }: Grid, { crs: from, ...bounds }: GroundBounds): Bounds {
  if (geotransform === null || sameCrs(crs, from)) return bounds;
  const { xMin, yMin, xMax, yMax } = bounds;
  const outline = [
    [xMin, yMin],
    [xMax, yMin],
    [xMax, yMax],
    [xMin, yMax],
    [xMin, yMin],
  ] as const;
  const points = transformLine(outline, pointTransform(from, crs), {
    tolerance: Math.hypot(geotransform[1], geotransform[4]) / 10,
  });
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { xMin: Math.min(...xs), yMin: Math.min(...ys), xMax: Math.max(...xs), yMax: Math.max(...ys) };
}
