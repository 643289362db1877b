import type { Line } from "../feature.ts";

/** How near two coordinates count as one. */
const NEAR = 1e-5;

/**
 * Whether a ring runs clockwise on the map, by the turn at its lowest, then rightmost corner; where two neighbours
 * lie there, by the sign of its area. GDAL decides so, also for rings that cross themselves.
 */
export function isClockwise(ring: Line): boolean {
  const corners = ring.length - 1; // the last is the first
  const x = (index: number) => ring[index]?.[0] ?? Number.NaN;
  const y = (index: number) => ring[index]?.[1] ?? Number.NaN;
  let pivot = 0;
  let isDouble = false;
  for (let index = 1; index < corners; index++) {
    if (y(index) < y(pivot) || (y(index) === y(pivot) && x(index) > x(pivot))) {
      pivot = index;
      isDouble = false;
    } else if (y(index) === y(pivot) && x(index) === x(pivot)) isDouble = true;
  }
  const before = pivot === 0 ? corners - 1 : pivot - 1;
  const after = pivot + 1 >= corners ? 0 : pivot + 1;
  const isNear = (other: number) =>
    Math.abs(x(other) - x(pivot)) < NEAR && Math.abs(y(other) - y(pivot)) < NEAR;
  const turn =
    (x(after) - x(pivot)) * (y(before) - y(pivot)) - (x(before) - x(pivot)) * (y(after) - y(pivot));
  if (!isDouble && !isNear(before) && !isNear(after) && turn !== 0) return turn < 0;
  return signedArea(corners, x, y) < 0;
}

/** Twice the area, above 0 where the ring runs counterclockwise on the map. */
function signedArea(corners: number, x: (index: number) => number, y: (index: number) => number): number {
  let sum = x(0) * (y(1) - y(corners));
  for (let index = 1; index < corners; index++) sum += x(index) * (y(index + 1) - y(index - 1));
  return sum + x(corners) * (y(0) - y(corners - 1));
}
