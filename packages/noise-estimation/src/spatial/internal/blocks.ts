import type { Window } from "@undercoat/raster";
import { refusal } from "./refusal.ts";

/** Blocks that cover a map, row by row, of about equal size. */
export interface BlockGrid {
  readonly columns: number;
  readonly rows: number;
  readonly windows: readonly Window[];
  /** The block of a pixel. */
  blockOf(column: number, row: number): number;
}

/** How many blocks are cut where no size is given: enough to resample, few enough to hold whole objects. */
const USUAL_BLOCKS = 64;
const LEAST_SIDE = 8;

/** Cuts a map into blocks of about `side` pixels; without a side, into about 64. */
export function blockGrid(
  { width, height }: { readonly width: number; readonly height: number },
  side: number = Math.max(LEAST_SIDE, Math.sqrt((width * height) / USUAL_BLOCKS)),
): BlockGrid {
  const columns = Math.max(1, Math.round(width / side));
  const rows = Math.max(1, Math.round(height / side));
  const xs = cuts(width, columns);
  const ys = cuts(height, rows);
  const windows = ys
    .slice(0, -1)
    .flatMap((y, row) =>
      xs.slice(0, -1).map((x, column) => ({ x, y, width: xs[column + 1]! - x, height: ys[row + 1]! - y })),
    );
  const columnOf = indexOfCell(xs, width);
  const rowOf = indexOfCell(ys, height);
  return {
    columns,
    rows,
    windows,
    blockOf: (column, row) => rowOf[row]! * columns + columnOf[column]!,
  };
}

/** Refuses an estimate that stands on too few blocks: resampling them would say nothing. */
export function assertEnoughBlocks(what: string, blocks: number, least: number): void {
  if (blocks >= least) return;
  throw refusal(
    what,
    `${blocks} blocks hold data for it, but at least ${least} are needed for an interval; give more pixels, or a smaller blockSize`,
    { blocks, least },
  );
}

function cuts(length: number, parts: number): number[] {
  return Array.from({ length: parts + 1 }, (_, index) => Math.round((index * length) / parts));
}

function indexOfCell(edges: readonly number[], length: number): Uint32Array {
  const cells = new Uint32Array(length);
  for (let cell = 0; cell + 1 < edges.length; cell++) cells.fill(cell, edges[cell], edges[cell + 1]);
  return cells;
}
