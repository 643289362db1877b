import type { ClassScheme, LabelMap, Window } from "@undercoat/raster";
import { type ConfusionMatrix, confusionMatrix } from "./confusion-matrix.ts";
import { MetricsError } from "./errors.ts";
import { assertSameMaps } from "./internal/assert-maps.ts";
import { mergedConfusion } from "./merged-confusion.ts";

/** The counts of one block of a map. */
export interface ConfusionBlock {
  /** In pixels of the whole map; a block at the right or lower edge may be smaller than `blockSize`. */
  readonly window: Window;
  readonly confusion: ConfusionMatrix;
}

/** Confusion matrices of the square blocks of a map, filled window by window. */
export interface BlockConfusion {
  readonly kind: "block-confusion";
  readonly blockSize: number;
  /** Blocks that pixels were added to, row by row. */
  blocks(): readonly ConfusionBlock[];
  /** Adds a window of the two maps whose upper left pixel is at (x, y) of the whole map. */
  update(reference: LabelMap, predicted: LabelMap, at: { readonly x: number; readonly y: number }): void;
  /** All blocks counted together. */
  pooled(): ConfusionMatrix;
}

/**
 * One confusion matrix per spatial block. Neighbouring pixels are alike, so that intervals are drawn over blocks that are
 * larger than the patterns in the map, not over pixels.
 *
 * @throws {MetricsError} `OPTION_OUTSIDE` for a block size that is not a positive integer; from `update`: `SIZE_MISMATCH`,
 *   `SCHEME_MISMATCH`, `CLASS_OUTSIDE_SCHEME`.
 *
 * @example
 * ```ts
 * const map = blockConfusion(labels.scheme, { blockSize: 512 });
 * map.update(labels, predicted, { x: 0, y: 0 });
 * const worst = map.blocks().toSorted((a, b) => (overallAccuracy(a.confusion) ?? 1) - (overallAccuracy(b.confusion) ?? 1))[0];
 * ```
 */
export function blockConfusion(
  scheme: ClassScheme,
  { blockSize }: { readonly blockSize: number },
): BlockConfusion {
  if (!(Number.isSafeInteger(blockSize) && blockSize >= 1))
    throw new MetricsError("OPTION_OUTSIDE", {
      message: `blockSize is ${blockSize} pixels, but a positive integer was expected; take one larger than the patterns in the map`,
      context: { blockSize },
    });
  const rows = new Map<number, Map<number, ConfusionBlock>>();
  const blocks = () =>
    [...rows.entries()]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([, row]) => [...row.entries()].toSorted(([a], [b]) => a - b).map(([, block]) => block));
  return Object.freeze({
    kind: "block-confusion",
    blockSize,
    blocks,
    update(reference: LabelMap, predicted: LabelMap, at: { readonly x: number; readonly y: number }) {
      assertSameMaps(reference, predicted);
      for (const part of partsOf({ ...at, width: reference.width, height: reference.height }, blockSize)) {
        const [column, row] = [Math.floor(part.x / blockSize), Math.floor(part.y / blockSize)];
        const inside = { ...part, x: part.x - at.x, y: part.y - at.y };
        const line = rows.get(row) ?? new Map<number, ConfusionBlock>();
        const known = line.get(column);
        const confusion = known?.confusion ?? confusionMatrix(scheme);
        confusion.update(cropped(reference, inside), cropped(predicted, inside));
        line.set(column, { confusion, window: known === undefined ? part : hull(known.window, part) });
        rows.set(row, line);
      }
    },
    pooled: () => {
      const all = blocks().map(({ confusion }) => confusion);
      return all.length === 0 ? confusionMatrix(scheme) : mergedConfusion(all);
    },
  });
}

/** The window, cut along the grid of blocks. */
function partsOf({ x, y, width, height }: Window, size: number): Window[] {
  const parts: Window[] = [];
  for (let top = y; top < y + height; top = (Math.floor(top / size) + 1) * size)
    for (let left = x; left < x + width; left = (Math.floor(left / size) + 1) * size) {
      const right = Math.min(x + width, (Math.floor(left / size) + 1) * size);
      const bottom = Math.min(y + height, (Math.floor(top / size) + 1) * size);
      parts.push({ x: left, y: top, width: right - left, height: bottom - top });
    }
  return parts;
}

function cropped({ width, data }: LabelMap, part: Window): Uint8Array {
  if (part.width === width) return data.subarray(part.y * width, (part.y + part.height) * width);
  const out = new Uint8Array(part.width * part.height);
  for (let row = 0; row < part.height; row++) {
    const from = (part.y + row) * width + part.x;
    out.set(data.subarray(from, from + part.width), row * part.width);
  }
  return out;
}

function hull(a: Window, b: Window): Window {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}
