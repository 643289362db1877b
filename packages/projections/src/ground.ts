import geodesic from "geographiclib-geodesic";
import type { Point } from "./point-transform.ts";

const { WGS84 } = geodesic.Geodesic;

/**
 * Area of a ring on the WGS 84 ellipsoid in square metres, its edges being geodesics; positive anticlockwise.
 *
 * @param ring - Longitude, latitude in degrees; closed or not.
 * @see {@link https://doi.org/10.1007/s00190-012-0578-z | Karney 2013, Algorithms for geodesics}
 */
export function geodesicArea(ring: readonly Point[]): number {
  const polygon = WGS84.Polygon(false);
  for (const [longitude, latitude] of isClosed(ring) ? ring.slice(0, -1) : ring)
    polygon.AddPoint(latitude, longitude);
  return polygon.Compute(false, true).area ?? 0;
}

/** Length of the geodesic between two points, longitude and latitude in degrees, in metres. Karney 2013. */
export function geodesicDistance([longitude, latitude]: Point, [longitude2, latitude2]: Point): number {
  return WGS84.Inverse(latitude, longitude, latitude2, longitude2).s12 ?? Number.NaN;
}

/**
 * Ground metres per unit of a CRS at a place, along x and along y: the cosine of the latitude in Web Mercator, and
 * metres per degree for longitude and latitude.
 *
 * @param toDegrees - From the CRS to longitude and latitude, such as `pointTransform(crs, EPSG:4326).forward`.
 * @param step - Units of the CRS to walk, about a pixel.
 */
export function groundScale(
  toDegrees: (x: number, y: number) => Point,
  [x, y]: Point,
  step: number,
): { readonly x: number; readonly y: number } {
  const along = (dx: number, dy: number) =>
    geodesicDistance(toDegrees(x - dx / 2, y - dy / 2), toDegrees(x + dx / 2, y + dy / 2)) / step;
  return { x: along(step, 0), y: along(0, step) };
}

function isClosed(ring: readonly Point[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return (
    ring.length > 1 &&
    first !== undefined &&
    last !== undefined &&
    first[0] === last[0] &&
    first[1] === last[1]
  );
}
