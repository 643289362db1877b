import type { Line, Position } from "../feature.ts";

/**
 * Rings as polygons: a ring inside an even number of others is an outer one, the others are the holes of the smallest
 * ring around them. Geometry decides, not roles, which are often wrong.
 */
export function nestRings(rings: readonly Line[]): Line[][] {
  const known = rings.map((ring) => ({
    ring,
    box: boxOf(ring),
    area: Math.abs(signedArea(ring)),
    inside: insideOf(ring),
  }));
  const sorted = known.toSorted((a, b) => b.area - a.area);
  const nested = sorted.map((each, index) => {
    const around: Line[] = [];
    for (let at = 0; at < index; at += 1) {
      const { ring, box } = sorted[at]!;
      if (isIn(each.inside, ring, box)) around.push(ring);
    }
    return { each, around };
  });
  const polygons = new Map<Line, Line[]>();
  for (const { each, around } of nested) {
    const parent = around.at(-1);
    const isHole = around.length % 2 === 1;
    if (isHole && parent !== undefined) polygons.get(parent)?.push(each.ring);
    else polygons.set(each.ring, [each.ring]);
  }
  return [...polygons.values()];
}

type Box = readonly [xMin: number, yMin: number, xMax: number, yMax: number];

function boxOf(ring: Line): Box {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of ring) {
    [xMin, xMax] = [Math.min(xMin, x), Math.max(xMax, x)];
    [yMin, yMax] = [Math.min(yMin, y), Math.max(yMax, y)];
  }
  return [xMin, yMin, xMax, yMax];
}

/** Area of a ring by the shoelace formula, above 0 where it runs counterclockwise. */
export function signedArea(ring: Line): number {
  let sum = 0;
  const [originX = 0, originY = 0] = ring[0] ?? []; // small numbers keep their digits
  for (let at = 1; at < ring.length; at += 1) {
    const [x0 = 0, y0 = 0] = ring[at - 1] ?? [];
    const [x1 = 0, y1 = 0] = ring[at] ?? [];
    sum += (x0 - originX) * (y1 - originY) - (x1 - originX) * (y0 - originY);
  }
  return sum / 2;
}

/** A point inside of a ring and not on it: half-way between the first two crossings of a line through it. */
function insideOf(ring: Line): Position {
  const heights = [...new Set(ring.map(([, y = 0]) => y))].toSorted((a, b) => a - b);
  const middle = Math.max(1, heights.length >> 1);
  const height = ((heights[middle - 1] ?? 0) + (heights[middle] ?? heights[middle - 1] ?? 0)) / 2;
  const [left = 0, right = left] = crossings(ring, height).toSorted((a, b) => a - b);
  return [(left + right) / 2, height];
}

function crossings(ring: Line, height: number): number[] {
  const found: number[] = [];
  for (let at = 1; at < ring.length; at += 1) {
    const [x0 = 0, y0 = 0] = ring[at - 1] ?? [];
    const [x1 = 0, y1 = 0] = ring[at] ?? [];
    if (y0 > height !== y1 > height) found.push(x0 + ((height - y0) / (y1 - y0)) * (x1 - x0));
  }
  return found;
}

function isIn([x = 0, y = 0]: Position, ring: Line, [xMin, yMin, xMax, yMax]: Box): boolean {
  if (x < xMin || x > xMax || y < yMin || y > yMax) return false;
  let isInside = false;
  for (let at = 1; at < ring.length; at += 1) {
    const [from, to] = [ring[at - 1]!, ring[at]!];
    const [y0, y1] = [from[1]!, to[1]!];
    if (y0 > y === y1 > y) continue;
    if (from[0]! + ((y - y0) / (y1 - y0)) * (to[0]! - from[0]!) < x) isInside = !isInside;
  }
  return isInside;
}
