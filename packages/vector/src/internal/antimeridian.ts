import type { Geometry, Line, Position } from "../feature.ts";
import { cutLine, cutPolygon } from "./cut-polygon.ts";
import { linesOf } from "./feature-bounds.ts";

const [HALF_TURN, TURN] = [180, 360];

/** Whether longitudes run on past 180°. */
export function runsOn(geometry: Geometry): boolean {
  return linesOf(geometry).some((line) => line.some(([x = 0]) => Math.abs(x) > HALF_TURN));
}

/**
 * Degrees without jumps: from 179° on to −179° is a way of 2°, so the second becomes 181°. An edge of a whole turn, as
 * around the poles, stays. Null where a ring does not close then: it runs around a pole.
 */
export function unwrapGeometry(geometry: Geometry): Geometry | null {
  switch (geometry.type) {
    case "Point":
    case "MultiPoint":
      return geometry;
    case "LineString":
      return { ...geometry, coordinates: unwrapLine(geometry.coordinates) };
    case "MultiLineString":
      return { ...geometry, coordinates: geometry.coordinates.map(unwrapLine) };
    case "Polygon": {
      const rings = unwrapRings(geometry.coordinates);
      return rings === null ? null : { ...geometry, coordinates: rings };
    }
    case "MultiPolygon": {
      const polygons = geometry.coordinates.map(unwrapRings);
      return polygons.every((rings) => rings !== null) ? { ...geometry, coordinates: polygons } : null;
    }
    case "GeometryCollection": {
      const geometries = geometry.geometries.map(unwrapGeometry);
      return geometries.every((each) => each !== null) ? { ...geometry, geometries } : null;
    }
  }
}

function unwrapLine(line: Line): Line {
  let shift = 0;
  return line.map(([x = 0, y = 0, ...rest], index): Position => {
    const step = x - (line[index - 1]?.[0] ?? x);
    if (Math.abs(step) > HALF_TURN && Math.abs(step) < TURN) shift -= Math.sign(step) * TURN;
    return shift === 0 ? (line[index] ?? []) : [x + shift, y, ...rest];
  });
}

function unwrapRings(rings: readonly Line[]): readonly Line[] | null {
  const [outer, ...holes] = rings.map(unwrapLine);
  if (outer === undefined) return rings;
  if (![outer, ...holes].every((ring) => ring[0]?.[0] === ring.at(-1)?.[0])) return null;
  const center = middleOf(outer);
  return [outer, ...holes.map((hole) => shifted(hole, TURN * Math.round((center - middleOf(hole)) / TURN)))];
}

function middleOf(line: Line): number {
  let [least, most] = [Infinity, -Infinity];
  for (const [x = 0] of line) [least, most] = [Math.min(least, x), Math.max(most, x)];
  return (least + most) / 2;
}

function shifted(line: Line, shift: number): Line {
  return shift === 0 ? line : line.map(([x = 0, ...rest]) => [x + shift, ...rest]);
}

/**
 * A geometry whose longitudes run on past ±180°, cut there and moved between −180° and 180°, as RFC 7946 (3.1.9) wants
 * it. What touches 180° only is not cut.
 */
export function cutAtAntimeridian(geometry: Geometry): Geometry {
  if (!runsOn(geometry)) return geometry;
  switch (geometry.type) {
    case "Point":
      return { ...geometry, coordinates: backInRange(geometry.coordinates) };
    case "MultiPoint":
      return { ...geometry, coordinates: geometry.coordinates.map(backInRange) };
    case "LineString":
    case "MultiLineString": {
      const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
      return { type: "MultiLineString", coordinates: lines.flatMap(lineParts) };
    }
    case "Polygon":
    case "MultiPolygon": {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      return { type: "MultiPolygon", coordinates: polygons.flatMap(polygonParts) };
    }
    case "GeometryCollection":
      return { ...geometry, geometries: geometry.geometries.map(cutAtAntimeridian) };
  }
}

function backInRange([x = 0, ...rest]: Position): Position {
  return [x - TURN * Math.round(x / TURN), ...rest];
}

function lineParts(line: Line): Line[] {
  return strips([line]).flatMap((strip) => {
    const above = cutLine(line, strip - HALF_TURN).right;
    return above
      .flatMap((part) => cutLine(part, strip + HALF_TURN).left)
      .map((part) => shifted(part, -strip));
  });
}

function polygonParts(rings: readonly Line[]): Line[][] {
  return strips(rings).flatMap((strip) => {
    const above = cutPolygon(rings, strip - HALF_TURN).right;
    const parts = above.flatMap((part) => cutPolygon(part, strip + HALF_TURN).left);
    return parts.map((part) => part.map((ring) => shifted(ring, -strip)));
  });
}

/** Middles of the turns that lines reach: 0 for −180° to 180°, 360 for what follows. */
function strips(lines: readonly Line[]): number[] {
  let [least, most] = [Infinity, -Infinity];
  for (const line of lines)
    for (const [x = 0] of line) [least, most] = [Math.min(least, x), Math.max(most, x)];
  const [first, last] = [Math.ceil((least - HALF_TURN) / TURN), Math.floor((most + HALF_TURN) / TURN)];
  return Array.from({ length: last - first + 1 }, (_, index) => TURN * (first + index));
}
