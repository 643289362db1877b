import type { NumberedRegions } from "./number-regions.ts";

/** A ring of pixel corners: x, y, x, y …, not closed; only the corners where it turns. */
export interface TracedRing {
  readonly region: number;
  readonly corners: Int32Array;
  /** Twice the area inside, in pixels; above 0 for an outline, below 0 for a hole. */
  readonly doubleArea: number;
}

/** East, south, west, north: steps of one corner. */
const STEP_X = [1, 0, -1, 0] as const;
const STEP_Y = [0, 1, 0, -1] as const;

/**
 * Every boundary of every region, walked with the region on the right hand: outlines clockwise as seen, holes
 * anticlockwise. Where a region meets itself at a corner, the walk stays beside the same gap: rings touch there, and
 * none meets itself.
 */
export function* traceRings(regions: NumberedRegions, width: number, height: number): Generator<TracedRing> {
  const { data } = regions;
  const walked = new Uint8Array(data.length); // top edges of pixels that a ring has passed
  for (let pixel = 0; pixel < data.length; pixel++) {
    const region = data[pixel]!;
    if (region < 0 || walked[pixel] === 1) continue;
    if (pixel >= width && data[pixel - width] === region) continue;
    yield walk({ data, walked, width, height, region }, pixel);
  }
}

interface Walk {
  readonly data: Int32Array;
  readonly walked: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly region: number;
}

function walk(state: Walk, start: number): TracedRing {
  const { walked, width, region } = state;
  const [startX, startY] = [start % width, Math.floor(start / width)];
  const corners: number[] = [];
  let [x, y, direction, doubleArea] = [startX, startY, 0, 0];
  do {
    if (direction === 0) walked[y * width + x] = 1;
    const [nextX, nextY] = [x + STEP_X[direction]!, y + STEP_Y[direction]!];
    doubleArea += x * nextY - nextX * y;
    [x, y] = [nextX, nextY];
    const turned = turn(state, x, y, direction);
    if (turned !== direction) corners.push(x, y);
    direction = turned;
  } while (x !== startX || y !== startY || direction !== 0);
  return { region, corners: Int32Array.from(corners), doubleArea };
}

/** The pixels ahead, left and right of the walk, decide. */
function turn(state: Walk, x: number, y: number, direction: number): number {
  const [aheadX, aheadY] = [STEP_X[direction]!, STEP_Y[direction]!];
  // the corner's four pixels have their centres half a step away: ahead + left, ahead + right
  const left = isInside(state, x + (aheadX + aheadY - 1) / 2, y + (aheadY - aheadX - 1) / 2);
  if (left) return (direction + 3) % 4;
  const right = isInside(state, x + (aheadX - aheadY - 1) / 2, y + (aheadY + aheadX - 1) / 2);
  return right ? direction : (direction + 1) % 4;
}

function isInside({ data, width, height, region }: Walk, x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === region;
}
