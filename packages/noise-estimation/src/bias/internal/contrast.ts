import type { Cells } from "./cells.ts";

/** Some bins of a factor against all others. */
export interface Contrast {
  /** Per bin, whether it is one of them. */
  readonly inside: readonly boolean[];
  /** What they are, for people: `building under 40 m²`. */
  readonly text: string;
  /** What the others are. */
  readonly otherText: string;
}

/** A contrast, block by block. */
export interface BlockContrast {
  readonly contrast: Contrast;
  /** Weighted wrong pixels inside, and outside: the sums of the Mantel–Haenszel ratio. */
  readonly inside: Float64Array;
  readonly outside: Float64Array;
  /** How many more are wrong inside than expected if the bins did not matter; sums to the Mantel–Haenszel score. */
  readonly scores: Float64Array;
  /** Blocks with known pixels inside, outside, and in both. */
  readonly blocksInside: number;
  readonly blocksOutside: number;
  readonly blocksOfBoth: number;
}

/** What is compared with what: within each block and class, or within each class over all blocks. */
export type Strata = "block-and-class" | "class";

/**
 * Compares the bins inside of a contrast with those outside within strata, so that what only belongs to a class or a
 * place does not count: `ratio = Σ w_in · n_out / n ÷ Σ w_out · n_in / n` over strata (Mantel and Haenszel).
 */
export function blockContrast(cells: Cells, contrast: Contrast, strata: Strata): BlockContrast {
  const { blocks, classes } = cells;
  const sums = sidesOf(cells, contrast);
  const totals = strata === "class" ? totalsOf(sums, cells) : sums;
  const result = {
    contrast,
    inside: new Float64Array(blocks),
    outside: new Float64Array(blocks),
    scores: new Float64Array(blocks),
  };
  const found = { blocksInside: 0, blocksOutside: 0, blocksOfBoth: 0 };
  for (let block = 0; block < blocks; block++) {
    let [hasInside, hasOutside, hasBoth] = [false, false, false];
    for (let classIndex = 0; classIndex < classes; classIndex++) {
      const cell = block * classes + classIndex;
      const stratum = strata === "class" ? classIndex : cell;
      const [nIn, nOut] = [totals.knownIn[stratum]!, totals.knownOut[stratum]!];
      if (nIn === 0 || nOut === 0) continue;
      const share = nIn / (nIn + nOut);
      const rate = (totals.wrongIn[stratum]! + totals.wrongOut[stratum]!) / (nIn + nOut);
      result.inside[block]! += sums.wrongIn[cell]! * (1 - share);
      result.outside[block]! += sums.wrongOut[cell]! * share;
      result.scores[block]! +=
        (sums.wrongIn[cell]! - rate * sums.knownIn[cell]!) * (1 - share) -
        (sums.wrongOut[cell]! - rate * sums.knownOut[cell]!) * share;
      hasInside ||= sums.knownIn[cell]! > 0;
      hasOutside ||= sums.knownOut[cell]! > 0;
      hasBoth ||= sums.knownIn[cell]! > 0 && sums.knownOut[cell]! > 0;
    }
    found.blocksInside += Number(hasInside);
    found.blocksOutside += Number(hasOutside);
    found.blocksOfBoth += Number(hasBoth);
  }
  return { ...result, ...found };
}

/** Known and wrong, inside and outside, per block and class. */
interface Sides {
  readonly knownIn: Float64Array;
  readonly knownOut: Float64Array;
  readonly wrongIn: Float64Array;
  readonly wrongOut: Float64Array;
}

function sidesOf({ blocks, classes, bins, known, wrong }: Cells, { inside }: Contrast): Sides {
  const sides = emptySides(blocks * classes);
  for (let cell = 0; cell < blocks * classes; cell++) {
    for (let bin = 0; bin < bins; bin++) {
      const at = cell * bins + bin;
      (inside[bin] ? sides.knownIn : sides.knownOut)[cell]! += known[at]!;
      (inside[bin] ? sides.wrongIn : sides.wrongOut)[cell]! += wrong[at]!;
    }
  }
  return sides;
}

function totalsOf(sides: Sides, { blocks, classes }: Cells): Sides {
  const totals = emptySides(classes);
  for (const key of ["knownIn", "knownOut", "wrongIn", "wrongOut"] as const) {
    for (let cell = 0; cell < blocks * classes; cell++) totals[key][cell % classes]! += sides[key][cell]!;
  }
  return totals;
}

function emptySides(length: number): Sides {
  const zeros = () => new Float64Array(length);
  return { knownIn: zeros(), knownOut: zeros(), wrongIn: zeros(), wrongOut: zeros() };
}
