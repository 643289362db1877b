/** Corners of one line among others: x, y of each, from `first` to `last`. */
export interface CornerRange {
  readonly corners: Int32Array;
  readonly first: number;
  readonly last: number;
}

const stack: number[] = [];

/**
 * Douglas–Peucker: sets `kept` to 1 for the corners that lie further than `tolerance` from the chord of the part they
 * are on, and for both ends, to 0 for the others. A closed line is cut at the corner furthest from its start.
 *
 * @returns How many corners are kept.
 * @see {@link https://doi.org/10.3138/FM57-6770-U75U-7727 | Douglas and Peucker 1973}
 */
export function keepCorners(line: CornerRange, tolerance: number, kept: Uint8Array): number {
  const { corners, first, last } = line;
  kept.fill(0, first, last + 1);
  kept[first] = 1;
  kept[last] = 1;
  let count = 2;
  stack.length = 0;
  const isClosed =
    corners[2 * first] === corners[2 * last] && corners[2 * first + 1] === corners[2 * last + 1];
  if (isClosed) {
    const far = furthest(corners, first, last, -1);
    kept[far] = 1;
    count += 1;
    stack.push(first, far, far, last);
  } else stack.push(first, last);
  while (stack.length > 0) {
    const to = stack.pop()!;
    const from = stack.pop()!;
    const at = furthest(corners, from, to, tolerance * tolerance);
    if (at === -1) continue;
    kept[at] = 1;
    count += 1;
    stack.push(from, at, at, to);
  }
  return count;
}

/**
 * The corner furthest from the chord between two others, of several the one in their middle (steps of a staircase are
 * equally far, and this leaves fewest corners); −1 if none is further than the root of `least`.
 */
function furthest(corners: Int32Array, from: number, to: number, least: number): number {
  const x0 = corners[2 * from]!;
  const y0 = corners[2 * from + 1]!;
  const dx = corners[2 * to]! - x0;
  const dy = corners[2 * to + 1]! - y0;
  const length = dx * dx + dy * dy;
  let best = -1;
  let most = least;
  for (let at = from + 1; at < to; at++) {
    const x = corners[2 * at]! - x0;
    const y = corners[2 * at + 1]! - y0;
    const along = x * dx + y * dy;
    let square = x * x + y * y;
    if (along >= length && length > 0) square = (x - dx) * (x - dx) + (y - dy) * (y - dy);
    else if (along > 0) square = ((x * dy - y * dx) * (x * dy - y * dx)) / length;
    const isCloser = best !== -1 && Math.abs(2 * at - from - to) < Math.abs(2 * best - from - to);
    if (square > most || (square === most && isCloser)) {
      most = square;
      best = at;
    }
  }
  return best;
}
