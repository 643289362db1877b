import type { ArcNet } from "./arc-net.ts";
import { type CellGrid, cellGrid, cellOf, cellsAlong, type FoundCells } from "./cell-grid.ts";
import { linesMeet } from "./lines-meet.ts";
import { markTurned } from "./node-order.ts";
import type { SimpleArcs } from "./simplify-arcs.ts";

/** Straight pieces of simplified arcs, from corner to corner. */
interface Pieces {
  readonly count: number;
  readonly arcs: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** What lies in which cell: cell `c` has the items `starts[c]` to `starts[c + 1] - 1`. */
interface CellLists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

const found: FoundCells = { cells: new Int32Array(1024), count: 0 };

/**
 * Finds arcs with a piece that meets another piece anywhere but at a common end, that have passed over a node, or that
 * leave a junction in another order than before, as 1 by arc. Only what `changed` since the last look is looked at.
 */
export function conflictFinder(
  net: ArcNet,
  simple: SimpleArcs,
): (changed: Uint8Array) => Uint8Array<ArrayBuffer> {
  const grid = cellGrid(net);
  const nodes = nodeCells(net, grid);
  return (changed) => {
    const conflicts = new Uint8Array(net.arcCount);
    const pieces = piecesOf(net, simple);
    markMeeting(net, { pieces, lists: pieceCells(net, grid, pieces), changed, conflicts });
    for (let piece = 0; piece < pieces.count; piece++) {
      const arc = pieces.arcs[piece]!;
      if (changed[arc] === 0 || conflicts[arc] === 1 || pieces.to[piece]! - pieces.from[piece]! < 2) continue;
      if (passesOver(net, { grid, nodes, pieces, piece, tolerance: simple.tolerances[arc]! }))
        conflicts[arc] = 1;
    }
    markTurned(net, simple, changed, conflicts);
    return conflicts;
  };
}

function piecesOf({ arcCount, starts }: ArcNet, { kept }: SimpleArcs): Pieces {
  let count = -arcCount;
  for (const one of kept) count += one;
  const pieces = {
    count,
    arcs: new Int32Array(count),
    from: new Int32Array(count),
    to: new Int32Array(count),
  };
  let piece = 0;
  for (let arc = 0; arc < arcCount; arc++) {
    let from = starts[arc]!;
    for (let corner = from + 1; corner < starts[arc + 1]!; corner++) {
      if (kept[corner] === 0) continue;
      pieces.arcs[piece] = arc;
      pieces.from[piece] = from;
      pieces.to[piece] = corner;
      piece += 1;
      from = corner;
    }
  }
  return pieces;
}

/** Sorts items into cells: `visit` calls its argument for each item and cell, twice alike. */
function cellLists(
  { across, down }: CellGrid,
  visit: (use: (item: number, cell: number) => void) => void,
): CellLists {
  const starts = new Int32Array(across * down + 2);
  visit((_item, cell) => {
    starts[cell + 2]! += 1;
  });
  for (let cell = 2; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!;
  const items = new Int32Array(starts[starts.length - 1]!);
  visit((item, cell) => {
    items[starts[cell + 1]!++] = item;
  });
  return { starts, items };
}

function nodeCells({ nodePlaces }: ArcNet, grid: CellGrid): CellLists {
  return cellLists(grid, (use) => {
    for (let node = 0; 2 * node < nodePlaces.length; node++)
      use(node, cellOf(grid, nodePlaces[2 * node]!, nodePlaces[2 * node + 1]!));
  });
}

function pieceCells({ corners }: ArcNet, grid: CellGrid, { count, from, to }: Pieces): CellLists {
  return cellLists(grid, (use) => {
    for (let piece = 0; piece < count; piece++) {
      cellsAlong(found, grid, { corners, from: from[piece]!, to: to[piece]!, margin: 0 });
      for (let at = 0; at < found.count; at++) use(piece, found.cells[at]!);
    }
  });
}

interface Looking {
  readonly pieces: Pieces;
  readonly lists: CellLists;
  readonly changed: Uint8Array;
  readonly conflicts: Uint8Array;
}

/** Compares what lies in a cell, pair by pair. Two pieces that left out no corner run along pixel edges, and never meet. */
function markMeeting({ corners }: ArcNet, { pieces, lists, changed, conflicts }: Looking): void {
  const { arcs, from, to } = pieces;
  const { starts, items } = lists;
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    const end = starts[cell + 1]!;
    for (let at = starts[cell]!; at < end; at++) {
      const piece = items[at]!;
      if (to[piece]! - from[piece]! < 2) continue;
      const isChanged = changed[arcs[piece]!] === 1;
      for (let otherAt = starts[cell]!; otherAt < end; otherAt++) {
        const other = items[otherAt]!;
        if (other === piece || (!isChanged && changed[arcs[other]!] === 0)) continue;
        if (conflicts[arcs[piece]!] === 1 && conflicts[arcs[other]!] === 1) continue;
        if (!linesMeet(corners, from[piece]!, to[piece]!, from[other]!, to[other]!)) continue;
        conflicts[arcs[piece]!] = 1;
        conflicts[arcs[other]!] = 1;
      }
    }
  }
}

interface Passing {
  readonly grid: CellGrid;
  readonly nodes: CellLists;
  readonly pieces: Pieces;
  readonly piece: number;
  /** How far the corners that were left out may lie from the piece. */
  readonly tolerance: number;
}

/** Between a piece and the corners it left out, no node may lie: it would have changed sides. */
function passesOver(
  { corners, nodePlaces }: ArcNet,
  { grid, nodes, pieces, piece, tolerance }: Passing,
): boolean {
  const [from, to] = [pieces.from[piece]!, pieces.to[piece]!];
  cellsAlong(found, grid, { corners, from, to, margin: tolerance });
  for (let at = 0; at < found.count; at++) {
    const cell = found.cells[at]!;
    for (let item = nodes.starts[cell]!; item < nodes.starts[cell + 1]!; item++) {
      const node = nodes.items[item]!;
      if (isInside({ corners, from, to }, nodePlaces[2 * node]!, nodePlaces[2 * node + 1]!)) return true;
    }
  }
  return false;
}

/** Strictly inside the corners of a pocket by the even-odd rule; a corner of the pocket itself is not. */
function isInside(
  { corners, from, to }: { readonly corners: Int32Array; readonly from: number; readonly to: number },
  x: number,
  y: number,
): boolean {
  let inside = false;
  for (let at = from, before = to; at <= to; before = at, at++) {
    const [x0, y0] = [corners[2 * before]!, corners[2 * before + 1]!];
    const [x1, y1] = [corners[2 * at]!, corners[2 * at + 1]!];
    if (x1 === x && y1 === y) return false;
    if (y0 <= y !== y1 <= y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) inside = !inside;
  }
  return inside;
}
