import type { ConfusionCounts } from "../confusion-matrix.ts";

/** The cells of a matrix that are not 0: a block of a map holds few of the classes. */
export interface SparseCounts {
  readonly cells: Uint32Array;
  readonly counts: Float64Array;
}

/** Only what is not 0. */
export function sparseCounts({ counts }: ConfusionCounts): SparseCounts {
  const cells = Uint32Array.from(counts.keys()).filter((cell) => counts[cell] !== 0);
  return { cells, counts: Float64Array.from(cells, (cell) => counts[cell]!) };
}

/** The sum of the units drawn, written over `into`. */
export function sumDrawn(into: Float64Array, units: readonly SparseCounts[], drawn: Uint32Array): void {
  into.fill(0);
  for (const unit of drawn) {
    const { cells, counts } = units[unit]!;
    for (let at = 0; at < cells.length; at++) into[cells[at]!]! += counts[at]!;
  }
}
