import geodesic from "geographiclib-geodesic";
import type { Crs } from "./crs.ts";
import { ProjectionError } from "./errors.ts";
import { type Point, pointTransform } from "./point-transform.ts";

const { WGS84 } = geodesic.Geodesic;

/**
 * Area of a ring on the WGS 84 ellipsoid in square metres, its edges being geodesics; positive anticlockwise.
 *
 * @param ring - Longitude, latitude in degrees; closed or not.
 * @throws {ProjectionError} `OUTSIDE_DOMAIN` for numbers that are no longitude and latitude.
 * @see {@link https://doi.org/10.1007/s00190-012-0578-z | Karney 2013, Algorithms for geodesics}
 */
export function geodesicArea(ring: readonly Point[]): number {
  const polygon = WGS84.Polygon(false);
  for (const [longitude, latitude] of isClosed(ring) ? ring.slice(0, -1) : ring) {
    assertDegrees(longitude, latitude);
    polygon.AddPoint(latitude, longitude);
  }
  return polygon.Compute(false, true).area ?? 0;
}

/**
 * Length of the geodesic between two points, longitude and latitude in degrees, in metres. Karney 2013.
 *
 * @throws {ProjectionError} `OUTSIDE_DOMAIN` for numbers that are no longitude and latitude.
 */
export function geodesicDistance([longitude, latitude]: Point, [longitude2, latitude2]: Point): number {
  assertDegrees(longitude, latitude);
  assertDegrees(longitude2, latitude2);
  return WGS84.Inverse(latitude, longitude, latitude2, longitude2).s12 ?? Number.NaN;
}

/**
 * Ground metres per unit of a CRS at a place, along x and along y: the cosine of the latitude in Web Mercator, and
 * metres per degree for longitude and latitude.
 *
 * @param toDegrees - From the CRS to longitude and latitude, such as `pointTransform(crs, EPSG:4326).forward`.
 * @param step - Units of the CRS to walk, about a pixel; above 0.
 * @throws {ProjectionError} `OUTSIDE_DOMAIN`; `OPTIONS_REFUSED` for a step that is not above 0.
 */
export function groundScale(
  toDegrees: (x: number, y: number) => Point,
  [x, y]: Point,
  step: number,
): { readonly x: number; readonly y: number } {
  if (!(step > 0 && step < Number.POSITIVE_INFINITY)) {
    throw new ProjectionError("OPTIONS_REFUSED", {
      message: `step is ${step}, but a number above 0 was expected; give about one pixel in units of the CRS`,
      context: { step },
    });
  }
  const along = (dx: number, dy: number) =>
    geodesicDistance(toDegrees(x - dx / 2, y - dy / 2), toDegrees(x + dx / 2, y + dy / 2)) / step;
  return { x: along(step, 0), y: along(0, step) };
}

/**
 * Width and height of a pixel on the ground in metres, at a place: in Web Mercator at 60° they are half of what the
 * geotransform says.
 *
 * @param geotransform - As GDAL orders it: x of the corner, x per column, x per row, y of the corner, y per column, y per row.
 * @throws {ProjectionError} `OUTSIDE_DOMAIN`, and what {@link pointTransform} throws.
 *
 * @example
 * ```ts
 * groundPixelSize([0, 10, 0, 8_400_000, 0, -10], { kind: "epsg", code: 3857 }, [5, 8_399_995]); // about 5 and 5
 * ```
 */
export function groundPixelSize(
  geotransform: readonly [number, number, number, number, number, number],
  crs: Crs,
  [x, y]: Point,
): { readonly width: number; readonly height: number } {
  const { forward } = pointTransform(crs, { kind: "epsg", code: 4326 });
  const [, columnX, rowX, , columnY, rowY] = geotransform;
  const along = (dx: number, dy: number) =>
    geodesicDistance(forward(x - dx / 2, y - dy / 2), forward(x + dx / 2, y + dy / 2));
  return { width: along(columnX, columnY), height: along(rowX, rowY) };
}

function assertDegrees(longitude: number, latitude: number): void {
  if (Number.isFinite(longitude) && Math.abs(latitude) <= 90) return;
  throw new ProjectionError("OUTSIDE_DOMAIN", {
    message: `the point ${longitude}, ${latitude} is no longitude and latitude; give degrees, the longitude first`,
    context: { longitude, latitude },
  });
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
