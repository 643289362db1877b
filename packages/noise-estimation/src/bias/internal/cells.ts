/** What is known and what is wrong, by block, class and bin of a factor. */
export interface Cells {
  readonly blocks: number;
  readonly classes: number;
  readonly bins: number;
  /** At `(block · classes + class) · bins + bin`: pixels, or objects. */
  readonly known: Float64Array;
  /** Wrong pixels, or the sum of the wrong shares of objects. */
  readonly wrong: Float64Array;
}

/** Cells that hold nothing yet. */
export function emptyCells(sizes: Pick<Cells, "blocks" | "classes" | "bins">): Cells {
  const length = sizes.blocks * sizes.classes * sizes.bins;
  return { ...sizes, known: new Float64Array(length), wrong: new Float64Array(length) };
}

/** Adds one pixel or object. */
export function addCell(
  cells: Cells,
  { block, classIndex, bin }: { readonly block: number; readonly classIndex: number; readonly bin: number },
  wrong: number,
): void {
  const cell = (block * cells.classes + classIndex) * cells.bins + bin;
  cells.known[cell]! += 1;
  cells.wrong[cell]! += wrong;
}
