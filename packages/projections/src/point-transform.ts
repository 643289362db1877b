import type { Crs } from "./crs.ts";
import { ProjectionError } from "./errors.ts";
import { type Definition, definitionOf } from "./internal/definition.ts";
import { directly } from "./internal/direct.ts";
import { moverBetween, NO_SHIFT } from "./internal/mover.ts";
import { accuracyOf, fallbackOf, shiftNotes } from "./internal/shifts.ts";

/** A position: x, then y. */
export type Point = readonly [x: number, y: number];

/** Coordinates of one CRS as those of another, and back. */
export interface PointTransform {
  /** @throws {ProjectionError} `OUTSIDE_DOMAIN` where the point has no place in the other CRS. */
  forward(x: number, y: number): Point;
  /** @throws {ProjectionError} `OUTSIDE_DOMAIN` */
  inverse(x: number, y: number): Point;
  /**
   * Transforms x0, y0, x1, y1, … in place.
   *
   * @throws {ProjectionError} `OUTSIDE_DOMAIN` with the point; those before it are transformed. `OPTIONS_REFUSED` for
   *   an odd number of numbers.
   */
  transformInto(points: Float64Array): Float64Array;
  /**
   * How far the shift between the datums may be off, in metres, as the EPSG Dataset says: the sum of both systems, each in
   * the middle of its area; 0 for systems that share a datum, null where it is not known.
   */
  readonly accuracyMetres: number | null;
  /** What a user of the numbers should know. */
  readonly notes: readonly string[];
}

/** Longitudes may run on behind 180°, as those of lines that cross it do. */
const FARTHEST_LONGITUDE = 540;
const NOWHERE: Point = [Number.NaN, Number.NaN];

/**
 * Transforms coordinates between two systems, within 1 m of what PROJ does without a grid for every system of
 * {@link knownCrs}. Both ways go over WGS 84; where PROJ knows a Helmert shift for each country, the one of the place is
 * taken. Systems that share a datum are not shifted.
 *
 * @remarks x is easting or longitude, y northing or latitude, whatever the authority says. WGS 84, ETRS89, NAD83 and
 *   their like count as one, as they do in PROJ: plates move, by up to 2 m between them.
 * @throws {ProjectionError} `CRS_UNKNOWN`, `CRS_UNREADABLE`, `CRS_UNSUPPORTED`
 * @see {@link https://proj.org/en/stable/operations/transformations/helmert.html | PROJ, Helmert transform}
 *
 * @example
 * ```ts
 * const { forward } = pointTransform({ kind: "epsg", code: 4326 }, { kind: "epsg", code: 32632 });
 * const [easting, northing] = forward(9, 48);
 * ```
 */
export function pointTransform(from: Crs, to: Crs): PointTransform {
  const [source, target] = directly(definitionOf(from), definitionOf(to));
  const isSame = source.datum.key === target.datum.key;
  const forward = checked(source, target);
  const [ahead, back] = [accuracyOf(source), accuracyOf(target)];
  const shifted = isSame ? [] : [source, target].flatMap(shiftNotes);
  return Object.freeze({
    forward,
    inverse: checked(target, source),
    transformInto: (points: Float64Array) => moveAll(points, forward),
    accuracyMetres: isSame ? 0 : ahead === null || back === null ? null : ahead + back,
    notes: Object.freeze([...new Set([...shifted, ...axisNotes(source), ...axisNotes(target)])]),
  });
}

function checked(from: Definition, to: Definition): (x: number, y: number) => Point {
  const move = moverBetween(from, to);
  const isLonLat = from.projection === null;
  return (x, y) => {
    const hasPlace = isLonLat
      ? Math.abs(y) <= 90 && Math.abs(x) <= FARTHEST_LONGITUDE
      : Number.isFinite(x + y);
    const moved = hasPlace ? move(x, y) : NOWHERE;
    if (Number.isFinite(moved[0]) && Number.isFinite(moved[1])) return moved;
    throw outside({ x, y, from, to, why: moved === NO_SHIFT ? shiftText(from, to) : "" });
  };
}

interface Outside {
  readonly x: number;
  readonly y: number;
  readonly from: Definition;
  readonly to: Definition;
  readonly why: string;
}

function outside({ x, y, from, to, why }: Outside): ProjectionError {
  return new ProjectionError("OUTSIDE_DOMAIN", {
    message: `the point ${x}, ${y} of "${from.name}" has no place in "${to.name}"${why || areaText(to)}; check the CRS of the file, or leave the point out`,
    context: { x, y, from: from.name, to: to.name },
  });
}

function shiftText(from: Definition, to: Definition): string {
  const names = [from, to].filter((one) => fallbackOf(one) === null).map(({ datum }) => `"${datum.name}"`);
  return `, since no shift of ${names.join(" or ")} to WGS 84 is known there`;
}

function areaText({ area }: Definition): string {
  return area === null
    ? ""
    : `, which is meant for longitudes ${area[0]} to ${area[2]} and latitudes ${area[1]} to ${area[3]}`;
}

function moveAll(points: Float64Array, forward: (x: number, y: number) => Point): Float64Array {
  if (points.length % 2 !== 0) {
    throw new ProjectionError("OPTIONS_REFUSED", {
      message: `points holds ${points.length} numbers, but x and y of every point were expected; give an even number`,
      context: { length: points.length },
    });
  }
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = forward(points[at]!, points[at + 1]!);
    points[at] = x;
    points[at + 1] = y;
  }
  return points;
}

function axisNotes({ name, projection }: Definition): string[] {
  const [, axis] = / \+axis=(\w\w)/.exec(projection ?? "") ?? [];
  if (axis === undefined || axis === "en") return [];
  const ways: Readonly<Record<string, string>> = { e: "east", w: "west", n: "north", s: "south" };
  return [
    `"${name}" counts x to the ${ways[axis.charAt(0)]} and y to the ${ways[axis.charAt(1)]}, as PROJ and GDAL do`,
  ];
}
