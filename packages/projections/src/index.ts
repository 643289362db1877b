/**
 * Coordinates from one reference system to another, checked against PROJ, and areas on the ellipsoid.
 *
 * @example
 * ```ts
 * import { parseCrs, pointTransform } from "@undercoat/projections";
 *
 * const toGrid = pointTransform(parseCrs("OGC:CRS84"), parseCrs("EPSG:27700"));
 * const [easting, northing] = toGrid.forward(-0.1276, 51.5072);
 * ```
 *
 * @packageDocumentation
 */
export type { Crs } from "./crs.ts";
export { type CrsInfo, crsInfo, knownCrs } from "./crs-info.ts";
export {
  isProjectionError,
  ProjectionError,
  type ProjectionErrorCode,
  type ProjectionErrorDetails,
} from "./errors.ts";
export { geodesicArea, geodesicDistance, groundPixelSize, groundScale } from "./ground.ts";
export { parseCrs } from "./parse-crs.ts";
export { type Point, type PointTransform, pointTransform } from "./point-transform.ts";
export { type TransformLineOptions, transformLine } from "./transform-line.ts";
