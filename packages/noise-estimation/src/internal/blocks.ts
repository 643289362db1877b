import { IGNORE_INDEX, type LabelMap, type Window } from "@undercoat/raster";

const BLOCKS = 64;
const WIDEST = 256;

/** A side that gives {@link BLOCKS} blocks or more. */
export function defaultBlockSize(windows: readonly Window[]): number {
  const pixels = windows.reduce((sum, { width, height }) => sum + width * height, 0);
  return Math.min(WIDEST, Math.max(1, Math.floor(Math.sqrt(pixels / BLOCKS))));
}

/** A window cut evenly into blocks of about `size`, in raster order. */
export function blocksOf({ x, y, width, height }: Window, size: number): Window[] {
  const columns = cuts(width, size);
  const rows = cuts(height, size);
  return rows.slice(1).flatMap((bottom, row) =>
    columns.slice(1).map((right, column) => {
      const left = columns[column]!;
      const top = rows[row]!;
      return { x: x + left, y: y + top, width: right - left, height: bottom - top };
    }),
  );
}

/** Where to cut a length into pieces of about `size`, the ends included. */
function cuts(length: number, size: number): number[] {
  const count = Math.max(1, Math.round(length / size));
  return Array.from({ length: count + 1 }, (_, at) => Math.round((at * length) / count));
}

/** Whether a window holds a label that is not ignored. */
export function hasLabel({ data, width }: LabelMap, window: Window): boolean {
  for (let row = window.y; row < window.y + window.height; row++) {
    const start = row * width + window.x;
    if (data.subarray(start, start + window.width).some((label) => label !== IGNORE_INDEX)) return true;
  }
  return false;
}
