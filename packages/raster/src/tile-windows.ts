import { RasterError } from "./errors.ts";
import { assertChoice } from "./internal/assert-choice.ts";
import { assertSize } from "./internal/assert-size.ts";
import type { Window } from "./window.ts";

/** Options of {@link tileWindows}. */
export interface TileWindowsOptions {
  /** Size of a window in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels that neighbours share, in both directions. Default: 0. */
  readonly overlap?: number;
  /**
   * Where the last column or row does not fit. `"cut"`: it is smaller; `"shift"`: it moves back inside and
   * overlaps more, so that every window has the full size. Default: `"cut"`.
   */
  readonly edge?: "cut" | "shift";
}

/**
 * Windows that cover a grid, row by row from the top left. Only a grid smaller than one window gets a smaller
 * window with `edge: "shift"`.
 *
 * @throws {RasterError} `SIZE_MISMATCH` for sizes that are not positive integers; `WINDOW_OUTSIDE` for an
 *   overlap that is not an integer from 0 to below the window's size; `CHOICE_UNKNOWN`.
 *
 * @example
 * ```ts
 * const windows = tileWindows({ width: 1000, height: 600 }, { width: 512, height: 512, overlap: 64 });
 * ```
 */
export function tileWindows(
  size: { readonly width: number; readonly height: number },
  { width, height, overlap = 0, edge = "cut" }: TileWindowsOptions,
): readonly Window[] {
  assertSize("grid", size.width, size.height);
  assertSize("window", width, height);
  assertChoice("edge", edge, ["cut", "shift"]);
  assertOverlap(overlap, Math.min(width, height));
  const columns = spans(size.width, { length: width, overlap, edge });
  const rows = spans(size.height, { length: height, overlap, edge });
  return rows.flatMap((row) =>
    columns.map((column) => ({ x: column.from, y: row.from, width: column.length, height: row.length })),
  );
}

function spans(
  size: number,
  { length, overlap, edge }: { length: number; overlap: number; edge: "cut" | "shift" },
): { from: number; length: number }[] {
  const step = length - overlap;
  const count = Math.max(1, Math.ceil((size - overlap) / step));
  return Array.from({ length: count }, (_, index) => {
    const from = edge === "cut" ? index * step : Math.max(0, Math.min(index * step, size - length));
    return { from, length: Math.min(length, size - from) };
  });
}

function assertOverlap(overlap: number, side: number): void {
  if (Number.isInteger(overlap) && overlap >= 0 && overlap < side) return;
  throw new RasterError("WINDOW_OUTSIDE", {
    message:
      `overlap is ${overlap} pixels, but windows with a side of ${side} take an integer from 0 to ${side - 1}; ` +
      "give a smaller overlap or larger windows",
    context: { overlap, side },
  });
}
