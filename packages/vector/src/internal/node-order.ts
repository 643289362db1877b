import type { SimpleArc } from "./simplify-arcs.ts";

/** An end of an arc at a junction. */
interface End {
  readonly key: string;
  /** The pixel edge that it leaves along: right, down, left or up. */
  readonly direction: number;
  /** Where it leaves to after it lost corners, clockwise as seen. */
  readonly angle: number;
}

/**
 * Arcs of junctions that they leave in another order, clockwise, than they did along the pixels' edges: one of them has
 * changed sides there, though none crosses another.
 */
export function turnedArcs(arcs: ReadonlyMap<string, SimpleArc>): string[] {
  return [...endsByJunction(arcs).values()].flatMap((ends) =>
    isInOrder(ends) ? [] : ends.map(({ key }) => key),
  );
}

/** Angles in the order of the edges go around once. */
function isInOrder(ends: readonly End[]): boolean {
  if (ends.length < 3) return true;
  const angles = ends.toSorted((a, b) => a.direction - b.direction).map(({ angle }) => angle);
  const backs = angles.filter(
    (angle, at) => angle <= (angles[(at + angles.length - 1) % angles.length] ?? angle),
  );
  return backs.length === 1;
}

function endsByJunction(arcs: ReadonlyMap<string, SimpleArc>): ReadonlyMap<string, readonly End[]> {
  const junctions = new Map<string, End[]>();
  for (const [key, { corners, kept, isLoop }] of arcs) {
    if (isLoop) continue;
    const last = kept.length - 1;
    for (const [at, next, step] of [
      [kept[0] ?? 0, kept[1] ?? 0, 1],
      [kept[last] ?? 0, kept[last - 1] ?? 0, -1],
    ] as const) {
      const [x, y] = [corners[2 * at] ?? 0, corners[2 * at + 1] ?? 0];
      const offset = (to: number) => [(corners[2 * to] ?? 0) - x, (corners[2 * to + 1] ?? 0) - y] as const;
      const [nextX, nextY] = offset(next);
      const place = `${x},${y}`;
      const ends = junctions.get(place) ?? [];
      ends.push({ key, direction: directionOf(...offset(at + step)), angle: Math.atan2(nextY, nextX) });
      junctions.set(place, ends);
    }
  }
  return junctions;
}

function directionOf(dx: number, dy: number): number {
  return dx > 0 ? 0 : dy > 0 ? 1 : dx < 0 ? 2 : 3;
}
