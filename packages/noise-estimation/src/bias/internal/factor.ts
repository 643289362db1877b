import type { Cells } from "./cells.ts";
import type { Contrast, Strata } from "./contrast.ts";

/** Something that disagreement may depend on. */
export interface Factor {
  readonly name: string;
  readonly cells: Cells;
  readonly contrasts: readonly Contrast[];
  readonly strata: Strata;
  /** What the units do where labels differ: `disagree`, `are missing`. */
  readonly verb: string;
}

/** A factor that cannot be looked at, and why. */
export interface LackingFactor {
  readonly name: string;
  readonly reason: string;
}

/** Whether a factor cannot be looked at. */
export function isLacking(factor: Factor | LackingFactor): factor is LackingFactor {
  return "reason" in factor;
}

/** One contrast per bin that holds anything: it against all others. */
export function eachAgainstRest(cells: Cells, texts: readonly string[], otherText: string): Contrast[] {
  const held = new Array<boolean>(cells.bins).fill(false);
  cells.known.forEach((known, cell) => {
    if (known > 0) held[cell % cells.bins] = true;
  });
  if (held.filter(Boolean).length < 2) return [];
  return texts.flatMap((text, bin) =>
    held[bin] ? [{ inside: texts.map((_, other) => other === bin), text, otherText }] : [],
  );
}

/** One contrast per bound: the bins up to it against those beyond. */
export function upToEachBound(bins: number, texts: readonly string[], otherText: string): Contrast[] {
  return texts.map((text, bound) => ({
    inside: Array.from({ length: bins }, (_, bin) => bin <= bound),
    text,
    otherText,
  }));
}

/** The bin of a value between ascending bounds: 0 below the first, `bounds.length` from the last on. */
export function binOf(value: number, bounds: readonly number[]): number {
  let bin = 0;
  while (bin < bounds.length && value >= bounds[bin]!) bin += 1;
  return bin;
}
