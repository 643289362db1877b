import { StatisticsError } from "./errors.ts";
import { assertPairs } from "./internal/checks.ts";
import { signedRanks } from "./internal/signed-ranks.ts";
import { normalCdf } from "./normal-cdf.ts";
import type { PairedTTestOptions } from "./paired-t-test.ts";

/** Options of {@link signedRankTest}. */
export interface SignedRankTestOptions {
  /** What is claimed of `a − b`. Default: `"two-sided"`, that it does not lie symmetrically about 0. */
  readonly alternative?: NonNullable<PairedTTestOptions["alternative"]>;
  /**
   * `"exact"`: the distribution over all signs, also with ties; `"approximate"`: the normal distribution with a
   * correction for ties. Default: exact up to 50 pairs.
   */
  readonly method?: "exact" | "approximate";
  /** Pairs without a difference: left out; ranked, then left out (`"pratt"`); or split half and half. Default: `"leave-out"`. */
  readonly zeros?: "leave-out" | "pratt" | "split";
  /** Half a rank towards the centre, with `method: "approximate"` only. Default: false. */
  readonly continuityCorrection?: boolean;
}

/** Wilcoxon's signed-rank test. */
export interface SignedRankTest {
  /** Sum of the ranks of the pairs with a > b. */
  readonly positiveRanks: number;
  readonly negativeRanks: number;
  /** Pairs that were ranked. */
  readonly n: number;
  readonly method: "exact" | "approximate";
  /** Null where no pair differs. */
  readonly p: number | null;
}

/** Above it the normal distribution is as good. */
const EXACT_UP_TO = 50;
/** The exact distribution takes n³ steps. */
const MOST_EXACT = 200;

/**
 * Wilcoxon's signed-rank test of pairs: whether `a − b` lies symmetrically about 0. It asks less of the differences than
 * {@link pairedTTest}; with n pairs its two-sided p-value cannot fall below 2^(1 − n).
 *
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`, `VALUE_NOT_FINITE`; `OUTSIDE_RANGE` for an exact test of more than
 *   200 pairs, or a continuity correction of an exact test.
 * @see {@link https://doi.org/10.2307/3001968 | Wilcoxon 1945}, {@link https://doi.org/10.1080/01621459.1959.10501526 | Pratt 1959}
 *
 * @example
 * ```ts
 * const { p } = signedRankTest([0.61, 0.63, 0.6, 0.64, 0.62], [0.55, 0.58, 0.56, 0.57, 0.58]); // 0.0625, the least for 5 pairs
 * ```
 */
export function signedRankTest(
  a: readonly number[],
  b: readonly number[],
  options: SignedRankTestOptions = {},
): SignedRankTest {
  assertPairs(a, b);
  const { alternative = "two-sided", zeros = "leave-out", continuityCorrection = false } = options;
  const ranked = signedRanks(
    a.map((value, index) => value - b[index]!),
    zeros,
  );
  const { positiveRanks, negativeRanks, n, ranks } = ranked;
  const method = options.method ?? (ranks.length <= EXACT_UP_TO ? "exact" : "approximate");
  assertMethod(method, ranks.length, continuityCorrection);
  const test = { positiveRanks, negativeRanks, n, method };
  if (ranks.length === 0) return { ...test, p: null };
  const p =
    method === "exact"
      ? exactP(positiveRanks - ranked.constant, ranks, alternative)
      : approximateP(ranked, alternative, continuityCorrection);
  return { ...test, p };
}

/** Over all signs of the ranks, doubled so that shared ranks are integers too. */
function exactP(
  positive: number,
  ranks: readonly number[],
  alternative: NonNullable<SignedRankTestOptions["alternative"]>,
): number {
  let shares = [1];
  for (const rank of ranks) {
    const step = Math.round(2 * rank);
    const next = new Array<number>(shares.length + step).fill(0);
    shares.forEach((share, sum) => {
      next[sum]! += share / 2;
      next[sum + step]! += share / 2;
    });
    shares = next;
  }
  const observed = Math.round(2 * positive);
  const sumOf = (part: readonly number[]) => part.reduce((sum, share) => sum + share, 0);
  const [less, greater] = [sumOf(shares.slice(0, observed + 1)), sumOf(shares.slice(observed))];
  if (alternative === "less") return Math.min(1, less);
  if (alternative === "greater") return Math.min(1, greater);
  return Math.min(1, 2 * Math.min(less, greater));
}

function approximateP(
  { positiveRanks, expected, variance }: ReturnType<typeof signedRanks>,
  alternative: NonNullable<SignedRankTestOptions["alternative"]>,
  isCorrected: boolean,
): number {
  const excess = positiveRanks - expected;
  const direction = { greater: 1, less: -1, "two-sided": Math.sign(excess) }[alternative];
  const z = (excess - (isCorrected ? direction / 2 : 0)) / Math.sqrt(variance);
  if (alternative === "less") return normalCdf(z);
  if (alternative === "greater") return normalCdf(-z);
  return 2 * normalCdf(-Math.abs(z));
}

function assertMethod(method: "exact" | "approximate", n: number, isCorrected: boolean): void {
  if (method === "exact" && n > MOST_EXACT)
    throw new StatisticsError("OUTSIDE_RANGE", {
      message: `the exact test was asked for ${n} pairs, but at most ${MOST_EXACT} were expected; take method "approximate"`,
      context: { n },
    });
  if (method === "exact" && isCorrected)
    throw new StatisticsError("OUTSIDE_RANGE", {
      message:
        'a continuity correction was asked of the exact test, which has none; take method "approximate", or leave it out',
    });
}
