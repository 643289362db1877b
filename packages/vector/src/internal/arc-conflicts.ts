import { turnedArcs } from "./node-order.ts";
import type { SimpleArc } from "./simplify-arcs.ts";

/** One straight piece of a simplified arc. */
interface Piece {
  readonly key: string;
  readonly arc: SimpleArc;
  /** Positions of its ends among the arc's corners. */
  readonly from: number;
  readonly to: number;
  readonly ends: readonly [x0: number, y0: number, x1: number, y1: number];
}

const CELL = 16;

/**
 * Arcs with a piece that meets another piece anywhere but at a common end, that have passed over the start of another
 * arc, or that leave a junction in another order than before. Pieces are compared only where one of the arcs `changed`
 * since the last look.
 */
export function conflictingArcs(
  arcs: ReadonlyMap<string, SimpleArc>,
  changed: ReadonlySet<string>,
): Set<string> {
  const cells = new Map<number, Piece[]>();
  const pieces = [...arcs].flatMap(([key, arc]) => piecesOf(key, arc));
  for (const piece of pieces) for (const cell of cellsOf(piece.ends)) pushTo(cells, cell, piece);
  const conflicts = new Set<string>();
  for (const piece of pieces) {
    if (!changed.has(piece.key)) continue;
    for (const cell of cellsOf(piece.ends)) {
      for (const other of cells.get(cell) ?? []) {
        if (other === piece || !meet(piece.ends, other.ends)) continue;
        conflicts.add(piece.key).add(other.key);
      }
    }
  }
  addPassedOver(arcs, pieces, conflicts);
  for (const key of turnedArcs(arcs)) conflicts.add(key);
  return conflicts;
}

function piecesOf(key: string, arc: SimpleArc): Piece[] {
  const { corners, kept } = arc;
  return kept.slice(1).map((to, index) => {
    const from = kept[index] ?? 0;
    const place = (at: number) => [corners[2 * at] ?? 0, corners[2 * at + 1] ?? 0] as const;
    return { key, arc, from, to, ends: [...place(from), ...place(to)] };
  });
}

/** Between a piece and the corners it left out, nothing may start: it would have changed sides. */
function addPassedOver(
  arcs: ReadonlyMap<string, SimpleArc>,
  pieces: readonly Piece[],
  conflicts: Set<string>,
): void {
  const starts = new Map<number, (readonly [number, number])[]>();
  for (const { corners } of arcs.values()) {
    const place = [corners[0] ?? 0, corners[1] ?? 0] as const;
    pushTo(starts, cellOf(...place), place);
  }
  for (const { key, arc, from, to } of pieces) {
    if (to - from < 2) continue;
    const pocket = arc.corners.slice(2 * from, 2 * to + 2);
    for (const cell of cellsOf(boundsOf(pocket)))
      for (const [x, y] of starts.get(cell) ?? []) if (isInside(pocket, x, y)) conflicts.add(key);
  }
}

/** Strictly inside by the even-odd rule; a corner of the pocket itself is not. */
function isInside(pocket: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, before = pocket.length - 2; at < pocket.length; before = at, at += 2) {
    const [x0, y0] = [pocket[before] ?? 0, pocket[before + 1] ?? 0];
    const [x1, y1] = [pocket[at] ?? 0, pocket[at + 1] ?? 0];
    if (x1 === x && y1 === y) return false;
    if (y0 <= y !== y1 <= y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) inside = !inside;
  }
  return inside;
}

/** Whether two pieces share a point that is not an end of both. */
function meet(a: Piece["ends"], b: Piece["ends"]): boolean {
  const [ax, ay, bx, by] = a;
  const [cx, cy, dx, dy] = b;
  const shared = [
    [ax, ay, cx, cy, bx, by, dx, dy],
    [ax, ay, dx, dy, bx, by, cx, cy],
    [bx, by, cx, cy, ax, ay, dx, dy],
    [bx, by, dx, dy, ax, ay, cx, cy],
  ].filter(([x, y, otherX, otherY]) => x === otherX && y === otherY);
  if (shared.length > 1) return true;
  const [common] = shared;
  if (common !== undefined) {
    const [x = 0, y = 0, , , endX = 0, endY = 0, otherX = 0, otherY = 0] = common;
    // from a common end, they meet again only where they leave in the same direction
    return (
      side(x, y, endX, endY, otherX, otherY) === 0 &&
      (endX - x) * (otherX - x) + (endY - y) * (otherY - y) > 0
    );
  }
  const [s1, s2] = [side(ax, ay, bx, by, cx, cy), side(ax, ay, bx, by, dx, dy)];
  const [s3, s4] = [side(cx, cy, dx, dy, ax, ay), side(cx, cy, dx, dy, bx, by)];
  if (s1 === 0 && s2 === 0) return overlaps(a, b);
  return s1 * s2 <= 0 && s3 * s4 <= 0;
}

/** −1, 0 or 1; exact, since corners are whole numbers. */
function side(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}

function overlaps([ax, ay, bx, by]: Piece["ends"], [cx, cy, dx, dy]: Piece["ends"]): boolean {
  return (
    Math.max(Math.min(ax, bx), Math.min(cx, dx)) <= Math.min(Math.max(ax, bx), Math.max(cx, dx)) &&
    Math.max(Math.min(ay, by), Math.min(cy, dy)) <= Math.min(Math.max(ay, by), Math.max(cy, dy))
  );
}

function boundsOf(corners: readonly number[]): Piece["ends"] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < corners.length; at += 2) {
    const [x, y] = [corners[at] ?? 0, corners[at + 1] ?? 0];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return [left, top, right, bottom];
}

function cellOf(x: number, y: number): number {
  return Math.floor(y / CELL) * 2 ** 24 + Math.floor(x / CELL);
}

/** Cells that the box around two places touches. */
function* cellsOf([x0, y0, x1, y1]: Piece["ends"]): Generator<number> {
  const [left, right] = [Math.floor(Math.min(x0, x1) / CELL), Math.floor(Math.max(x0, x1) / CELL)];
  for (let row = Math.floor(Math.min(y0, y1) / CELL); row <= Math.floor(Math.max(y0, y1) / CELL); row++)
    for (let column = left; column <= right; column++) yield row * 2 ** 24 + column;
}

function pushTo<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
