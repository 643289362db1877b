import type { Feature, Geometry, Line, Position } from "@undercoat/vector";
import { LabelNoiseError } from "../../errors.ts";

/** The smallest box around something. */
export interface BoundingBox {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Where a position goes; what follows x and y, such as a height, stays. */
export type Move = (x: number, y: number) => readonly [x: number, y: number];

/** A geometry with every position moved. */
export function movedGeometry(geometry: Geometry, move: Move): Geometry {
  return withLines(geometry, (line) => line.map((position) => movedPosition(position, move)));
}

/** A geometry with every line and ring, and every point as a line of one, made anew. */
export function withLines(geometry: Geometry, lineOf: (line: Line, isRing: boolean) => Line): Geometry {
  switch (geometry.type) {
    case "Point":
      return { ...geometry, coordinates: lineOf([geometry.coordinates], false)[0] ?? geometry.coordinates };
    case "MultiPoint":
      return {
        ...geometry,
        coordinates: geometry.coordinates.map((position) => lineOf([position], false)[0] ?? position),
      };
    case "LineString":
      return { ...geometry, coordinates: lineOf(geometry.coordinates, false) };
    case "MultiLineString":
      return { ...geometry, coordinates: geometry.coordinates.map((line) => lineOf(line, false)) };
    case "Polygon":
      return { ...geometry, coordinates: geometry.coordinates.map((ring) => lineOf(ring, true)) };
    case "MultiPolygon":
      return {
        ...geometry,
        coordinates: geometry.coordinates.map((polygon) => polygon.map((ring) => lineOf(ring, true))),
      };
    case "GeometryCollection":
      return { ...geometry, geometries: geometry.geometries.map((one) => withLines(one, lineOf)) };
  }
}

function movedPosition([x = 0, y = 0, ...rest]: Position, move: Move): Position {
  return [...move(x, y), ...rest];
}

/** Every line, ring and point of a geometry. */
function linesOf(geometry: Geometry): Line[] {
  switch (geometry.type) {
    case "Point":
      return [[geometry.coordinates]];
    case "MultiPoint":
    case "LineString":
      return [geometry.coordinates];
    case "MultiLineString":
    case "Polygon":
      return [...geometry.coordinates];
    case "MultiPolygon":
      return geometry.coordinates.flat();
    case "GeometryCollection":
      return geometry.geometries.flatMap(linesOf);
  }
}

/** The bounds of features, or null where they have no position. */
export function boundsOf(features: readonly Feature[]): BoundingBox | null {
  let [left, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, top] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { geometry } of features) {
    for (const line of geometry === null ? [] : linesOf(geometry)) {
      for (const [x = 0, y = 0] of line) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        bottom = Math.min(bottom, y);
        top = Math.max(top, y);
      }
    }
  }
  return left > right ? null : { left, bottom, right, top };
}

/** Area of the polygons of a feature without their holes; lines and points have none. */
export function featureArea({ geometry }: Feature): number {
  return geometry === null ? 0 : geometryArea(geometry);
}

function geometryArea(geometry: Geometry): number {
  if (geometry.type === "Polygon") return polygonArea(geometry.coordinates);
  if (geometry.type === "MultiPolygon")
    return geometry.coordinates.reduce((sum, polygon) => sum + polygonArea(polygon), 0);
  if (geometry.type !== "GeometryCollection") return 0;
  return geometry.geometries.reduce((sum, one) => sum + geometryArea(one), 0);
}

function polygonArea([outer = [], ...holes]: readonly Line[]): number {
  return holes.reduce((area, hole) => area - ringArea(hole), ringArea(outer));
}

/** By differences to the first corner: large coordinates would cancel. */
function ringArea(ring: Line): number {
  const [[x0 = 0, y0 = 0] = []] = ring;
  let twice = 0;
  for (let at = 1; at < ring.length; at++) {
    const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = [ring[at - 1], ring[at]];
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return Math.abs(twice) / 2;
}

/** Refuses coordinates that are no finite numbers. */
export function assertPositions(features: readonly Feature[]): void {
  for (const [index, { geometry, id }] of features.entries()) {
    for (const line of geometry === null ? [] : linesOf(geometry)) {
      const position = line.find(([x, y]) => !(Number.isFinite(x) && Number.isFinite(y)));
      if (position === undefined) continue;
      const name = `feature ${index + 1}${id === undefined ? "" : ` ("${id}")`}`;
      throw new LabelNoiseError("GEOMETRY_UNUSABLE", {
        message: `${name} has a position [${position.join(", ")}], but two finite numbers were expected; repair or leave out the feature`,
        context: { feature: index + 1, id, position },
      });
    }
  }
}
