/** Places kept of a line: positions of corners, ascending, the first and the last among them. */
export type Kept = readonly number[];

/**
 * Douglas–Peucker: keeps the corners that lie further than `tolerance` from the chord of the part they are on. A closed
 * line is cut at the corner furthest from its start.
 *
 * @see {@link https://doi.org/10.3138/FM57-6770-U75U-7727 | Douglas and Peucker 1973}
 */
export function keptCorners(corners: readonly number[], tolerance: number): Kept {
  const last = corners.length / 2 - 1;
  const isClosed = corners[0] === corners[2 * last] && corners[1] === corners[2 * last + 1];
  const kept = new Set([0, last]);
  const parts: [number, number][] = [[0, last]];
  if (isClosed) {
    const far = furthest(corners, 0, last).at;
    kept.add(far);
    parts.splice(0, 1, [0, far], [far, last]);
  }
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { at, distance } = furthest(corners, ...part);
    if (distance <= tolerance) continue;
    kept.add(at);
    parts.push([part[0], at], [at, part[1]]);
  }
  return [...kept].toSorted((a, b) => a - b);
}

function furthest(corners: readonly number[], from: number, to: number): { at: number; distance: number } {
  const [x0, y0] = [corners[2 * from] ?? 0, corners[2 * from + 1] ?? 0];
  const [dx, dy] = [(corners[2 * to] ?? 0) - x0, (corners[2 * to + 1] ?? 0) - y0];
  const length = Math.hypot(dx, dy);
  let best = { at: from, distance: 0 };
  for (let at = from + 1; at < to; at++) {
    const [x, y] = [(corners[2 * at] ?? 0) - x0, (corners[2 * at + 1] ?? 0) - y0];
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length ** 2));
    const distance = Math.hypot(x - along * dx, y - along * dy);
    if (distance > best.distance) best = { at, distance };
  }
  return best;
}
