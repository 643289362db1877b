import proj4, { type Converter } from "proj4";
import type { Crs } from "./crs.ts";
import { ProjectionError } from "./errors.ts";
import { type Definition, definitionOf } from "./internal/definition.ts";
import { proj4System } from "./internal/proj4-system.ts";

/** A position: x, then y. */
export type Point = readonly [x: number, y: number];

/** Coordinates of one CRS as those of another, and back. */
export interface PointTransform {
  /** @throws {ProjectionError} `OUTSIDE_DOMAIN` where the point has no place in the other CRS. */
  forward(x: number, y: number): Point;
  /** @throws {ProjectionError} `OUTSIDE_DOMAIN` */
  inverse(x: number, y: number): Point;
  /** How far the shift between the datums may be off, in metres, as the EPSG Dataset says; null where it is not known. */
  readonly accuracyMetres: number | null;
  /** What a user of the numbers should know. */
  readonly notes: readonly string[];
}

/**
 * Transforms coordinates between two systems. Both ways go over WGS 84 with a Helmert shift and no grid; within 1 m of
 * PROJ's best operation without a grid for every system of {@link knownCrs}.
 *
 * @remarks x is easting or longitude, y northing or latitude, whatever the authority says. WGS 84, ETRS89, NAD83 and
 *   their like count as one, as they do in PROJ: plates move, by up to 2 m between them.
 * @throws {ProjectionError} `CRS_UNKNOWN`, `CRS_UNSUPPORTED`
 * @see {@link https://proj.org/en/stable/operations/transformations/helmert.html | PROJ, Helmert transform}
 *
 * @example
 * ```ts
 * const { forward } = pointTransform({ kind: "epsg", code: 4326 }, { kind: "epsg", code: 32632 });
 * const [easting, northing] = forward(9, 48);
 * ```
 */
export function pointTransform(from: Crs, to: Crs): PointTransform {
  const [source, target] = [definitionOf(from), definitionOf(to)];
  if (source.code !== null && source.code === target.code) return identity();
  const converter = proj4(proj4System(source), proj4System(target));
  return Object.freeze({
    forward: (x: number, y: number) => moved(converter, "forward", { x, y, from: source, to: target }),
    inverse: (x: number, y: number) => moved(converter, "inverse", { x, y, from: target, to: source }),
    accuracyMetres: sumOf(source.accuracyMetres, target.accuracyMetres),
    notes: [source, target].flatMap(notesOf),
  });
}

function identity(): PointTransform {
  const same = (x: number, y: number): Point => [x, y];
  return Object.freeze({ forward: same, inverse: same, accuracyMetres: 0, notes: [] });
}

interface Move {
  readonly x: number;
  readonly y: number;
  readonly from: Definition;
  readonly to: Definition;
}

function moved(converter: Converter, way: "forward" | "inverse", { x, y, from, to }: Move): Point {
  const isOnGlobe = !isLonLat(from) || Math.abs(y) <= 90;
  if (Number.isFinite(x) && Number.isFinite(y) && isOnGlobe) {
    const [movedX = Number.NaN, movedY = Number.NaN] = attempt(() => converter[way]([x, y], true));
    if (Number.isFinite(movedX) && Number.isFinite(movedY)) return [movedX, movedY];
  }
  throw new ProjectionError("OUTSIDE_DOMAIN", {
    message: `the point ${x}, ${y} of "${from.name}" has no place in "${to.name}"${areaText(to)}; check the CRS of the file, or leave the point out`,
    context: { x, y, from: from.name, to: to.name },
  });
}

function isLonLat({ text, wkt }: Definition): boolean {
  return text === null ? /^\s*GEO/i.test(wkt ?? "") : text.startsWith("+proj=longlat");
}

/** proj4js throws bare errors for points that it cannot compute. */
function attempt(convert: () => number[]): number[] {
  try {
    return convert();
  } catch {
    return [];
  }
}

function areaText({ area }: Definition): string {
  return area === null
    ? ""
    : `, which is meant for longitudes ${area[0]} to ${area[2]} and latitudes ${area[1]} to ${area[3]}`;
}

function sumOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function notesOf({ name, betterGrid, accuracyMetres, code }: Definition): string[] {
  if (betterGrid !== null)
    return [
      `"${name}": shifted within ${accuracyMetres} m; PROJ with the grid ${betterGrid[0]} is exact to ${betterGrid[1]} m`,
    ];
  return code === null ? [`"${name}" comes from a WKT text: how exact its shift is, is not known`] : [];
}
