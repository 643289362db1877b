/** Rings of pixel corners as pieces that neighbouring regions share. */
import type { PixelRing } from "@undercoat/morphology";

/** A line between two places where more than two regions meet, or a whole ring without one: x, y, x, y … */
export interface Arc {
  readonly corners: readonly number[];
  /** The first corner is the last one's neighbour. */
  readonly isLoop: boolean;
}

/** An arc in a ring; reversed where the ring walks it the other way. */
export interface ArcUse {
  readonly key: string;
  readonly isReversed: boolean;
}

/** What is cut into arcs. */
export interface ValueMap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Cuts a ring at its junctions into arcs, and adds those that are new. */
export function cutRing(ring: PixelRing, map: ValueMap, arcs: Map<string, Arc>): ArcUse[] {
  const corners = withJunctions(ring, map);
  const junctions = corners.flatMap(([x, y], index) => (isJunction(map, x, y) ? [index] : []));
  if (junctions.length === 0) return [addArc(arcs, loopFrom(corners), true)];
  return junctions.map((from, index) => {
    const to = junctions[index + 1] ?? (junctions[0] ?? 0) + corners.length;
    const arc = Array.from(
      { length: to - from + 1 },
      (_, step) => corners[(from + step) % corners.length] ?? ORIGIN,
    );
    return addArc(arcs, arc, false);
  });
}

type Corner = readonly [x: number, y: number];

const ORIGIN: Corner = [0, 0];

/** Junctions may lie where the ring runs straight. */
function withJunctions(ring: PixelRing, map: ValueMap): Corner[] {
  const corners: Corner[] = [];
  for (let at = 0; at < ring.length; at += 2) {
    const [x, y] = [ring[at] ?? 0, ring[at + 1] ?? 0];
    const [toX, toY] = [ring[(at + 2) % ring.length] ?? 0, ring[(at + 3) % ring.length] ?? 0];
    corners.push([x, y]);
    const [stepX, stepY] = [Math.sign(toX - x), Math.sign(toY - y)];
    for (
      let [nextX, nextY] = [x + stepX, y + stepY];
      nextX !== toX || nextY !== toY;
      nextX += stepX, nextY += stepY
    )
      if (isJunction(map, nextX, nextY)) corners.push([nextX, nextY]);
  }
  return corners;
}

/** Where more than two pixel edges part different values; corners of the map stay where they are, too. */
function isJunction({ width, height, data }: ValueMap, x: number, y: number): boolean {
  const isEdgeX = x === 0 || x === width;
  const isEdgeY = y === 0 || y === height;
  if (isEdgeX && isEdgeY) return true;
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= width || row >= height ? -1 : (data[row * width + column] ?? -1);
  const [a, b, c, d] = [at(x - 1, y - 1), at(x, y - 1), at(x, y), at(x - 1, y)];
  return Number(a !== b) + Number(b !== c) + Number(c !== d) + Number(d !== a) > 2;
}

/** A ring without junctions starts at its topmost, leftmost corner, whoever walks it. */
function loopFrom(corners: readonly Corner[]): Corner[] {
  const first = corners.reduce((best, corner, index) => (isBefore(corner, corners[best]) ? index : best), 0);
  return [...corners.slice(first), ...corners.slice(0, first), corners[first] ?? [0, 0]];
}

function isBefore([x, y]: Corner, other: Corner | undefined): boolean {
  return other === undefined || y < other[1] || (y === other[1] && x < other[0]);
}

/** Both neighbours know an arc by the end that comes first, and the step taken there. */
function addArc(arcs: Map<string, Arc>, corners: readonly Corner[], isLoop: boolean): ArcUse {
  const reversed = corners.toReversed();
  const isReversed = isWalkedFromBehind(corners, reversed);
  const walked = isReversed ? reversed : corners;
  const key = walked.slice(0, 2).join();
  if (!arcs.has(key)) arcs.set(key, { corners: walked.flat(), isLoop });
  return { key, isReversed };
}

function isWalkedFromBehind(
  [first, second]: readonly Corner[],
  [last, beforeLast]: readonly Corner[],
): boolean {
  if (first === undefined || last === undefined) return false;
  if (first[0] !== last[0] || first[1] !== last[1]) return isBefore(last, first);
  return beforeLast !== undefined && isBefore(beforeLast, second);
}
