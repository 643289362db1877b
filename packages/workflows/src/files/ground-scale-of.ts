import { crsInfo, groundScale, pointTransform } from "@undercoat/projections";
import type { Crs } from "@undercoat/raster";

/** How far is walked to measure a unit. */
const STEP = { geographic: 1e-4, projected: 10 } as const;

/**
 * Ground metres in one unit of a CRS along x and y, at any place.
 *
 * @throws {ProjectionError} `CRS_UNKNOWN`, `CRS_UNSUPPORTED`; from the function `OUTSIDE_DOMAIN`.
 */
export function groundScaleOf(
  crs: Crs,
): (x: number, y: number) => { readonly x: number; readonly y: number } {
  const step = STEP[crsInfo(crs).kind];
  const { forward } = pointTransform(crs, { kind: "epsg", code: 4326 });
  return (x, y) => groundScale(forward, [x, y], step);
}
