import type { AxisPart, PredictionLayout } from "../prediction-layout.ts";

/** Weighted sums of probabilities of the rows of a block that are not final yet. */
export interface Accumulator {
  /** The first row that is held. */
  readonly top: number;
  /** Adds one tile of a batch. */
  add(
    probabilities: Float32Array,
    tile: { readonly place: number; readonly column: number; readonly row: number },
  ): void;
  /** The rows from `top` to the one before `bottom`, until the next call. */
  finished(bottom: number): Float32Array;
  /** Forgets the rows above `bottom`. */
  drop(bottom: number): void;
}

/** Sums that begin at `top`: as many rows as a tile has, as wide as the block. */
export function accumulator(
  { columns, rows }: Pick<PredictionLayout, "columns" | "rows">,
  {
    across,
    top: start,
    classCount,
  }: { readonly across: AxisPart; readonly top: number; readonly classCount: number },
): Accumulator {
  const rowLength = (across.last - across.first) * classCount;
  const sums = new Float32Array(rows.length * rowLength);
  let top = start;
  return {
    get top() {
      return top;
    },
    add: (probabilities, { place, column, row }) => {
      const [across1, down] = [columns.tiles[column]!, rows.tiles[row]!];
      const [left, right] = [Math.max(across1.first, across.first), Math.min(across1.last, across.last)];
      for (let y = Math.max(down.first, top); y < down.last; y++) {
        const weight = down.weights[y - down.first]!;
        let from =
          ((place * rows.length + y - down.from) * columns.length + left - across1.from) * classCount;
        let to = (y - top) * rowLength + (left - across.first) * classCount;
        for (let x = left; x < right; x++) {
          const factor = weight * across1.weights[x - across1.first]!;
          for (let index = 0; index < classCount; index++) sums[to++]! += factor * probabilities[from++]!;
        }
      }
    },
    finished: (bottom) => sums.subarray(0, (bottom - top) * rowLength),
    drop: (bottom) => {
      const dropped = (bottom - top) * rowLength;
      sums.copyWithin(0, dropped);
      sums.fill(0, sums.length - dropped);
      top = bottom;
    },
  };
}
