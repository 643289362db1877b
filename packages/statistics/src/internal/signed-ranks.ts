import { ranks as ranksOf } from "../ranks.ts";

/** What the signed-rank test stands on. */
export interface SignedRanks {
  readonly positiveRanks: number;
  readonly negativeRanks: number;
  /** Ranks whose sign is random. */
  readonly ranks: readonly number[];
  /** Part of `positiveRanks` whatever the signs: half of the ranks of split zeros. */
  readonly constant: number;
  /** Pairs that were ranked. */
  readonly n: number;
  /** Mean and variance of `positiveRanks` where every sign is as likely as the other, as the normal approximation takes them. */
  readonly expected: number;
  readonly variance: number;
}

/** Ranks the sizes of differences, with zeros left out before, left out after (Pratt) or split. */
export function signedRanks(
  differences: readonly number[],
  zeros: "leave-out" | "pratt" | "split",
): SignedRanks {
  const used = zeros === "leave-out" ? differences.filter((value) => value !== 0) : differences;
  const all = ranksOf(used.map(Math.abs));
  const sumWhere = (holds: (difference: number) => boolean) =>
    all.reduce((sum, rank, index) => (holds(used[index]!) ? sum + rank : sum), 0);
  const constant = zeros === "split" ? sumWhere((value) => value === 0) / 2 : 0;
  const zeroCount = used.filter((value) => value === 0).length;
  const n = used.length;
  const tied = tieSum(used.filter((value) => zeros === "split" || value !== 0));
  const left = zeros === "pratt" ? zeroCount : 0;
  return {
    positiveRanks: sumWhere((value) => value > 0) + constant,
    negativeRanks: sumWhere((value) => value < 0) + constant,
    ranks: all.filter((_, index) => used[index] !== 0),
    constant,
    n,
    expected: (n * (n + 1) - left * (left + 1)) / 4,
    variance: (n * (n + 1) * (2 * n + 1) - left * (left + 1) * (2 * left + 1) - tied / 2) / 24,
  };
}

/** Σ t³ − t over groups of t equal sizes. */
function tieSum(differences: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const difference of differences) {
    const size = Math.abs(difference);
    counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, t) => sum + t ** 3 - t, 0);
}
