import { assertPairs } from "./internal/checks.ts";
import { normalTail } from "./internal/normal-tail.ts";

/** Kendall's tau-b; null where undefined. */
export interface KendallCorrelation {
  readonly tau: number | null;
  /** Two-sided, by the normal approximation with ties accounted for; null for fewer than 3 pairs. */
  readonly pAsymptotic: number | null;
  /** Two-sided, from the distribution over all orders; null where values are tied. */
  readonly pExact: number | null;
}

/**
 * Kendall's tau-b: concordant less discordant pairs of pairs, with ties accounted for.
 * `tau` is null where one of the two is constant.
 *
 * @remarks Compares every pair with every other: for hundreds of values, not for pixels.
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`, `VALUE_NOT_FINITE`.
 * @see {@link https://doi.org/10.1093/biomet/30.1-2.81 | Kendall 1938}
 */
export function kendallCorrelation(x: readonly number[], y: readonly number[]): KendallCorrelation {
  assertPairs(x, y);
  const n = x.length;
  const score = concordance(x, y);
  const [tiesX, tiesY] = [tieSums(x), tieSums(y)];
  const all = (n * (n - 1)) / 2;
  if (all === tiesX.pairs || all === tiesY.pairs) return { tau: null, pAsymptotic: null, pExact: null };
  const tau = score / Math.sqrt(all - tiesX.pairs) / Math.sqrt(all - tiesY.pairs);
  const spread = Math.sqrt(scoreVariance(n, tiesX, tiesY));
  return {
    tau: Math.max(-1, Math.min(1, tau)),
    pAsymptotic: n < 3 ? null : 2 * normalTail(Math.abs(score) / spread),
    pExact: tiesX.pairs + tiesY.pairs > 0 ? null : exactP(n, (all - Math.abs(score)) / 2),
  };
}

function concordance(x: readonly number[], y: readonly number[]): number {
  let score = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) score += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
  }
  return score;
}

interface TieSums {
  /** Σ t(t − 1)/2, Σ t(t − 1)(t − 2) and Σ t(t − 1)(2t + 5) over groups of t equal values. */
  readonly pairs: number;
  readonly triples: number;
  readonly weighted: number;
}

function tieSums(values: readonly number[]): TieSums {
  const counts = new Map<number, number>(); // a Map takes 0 and −0 as one key
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let [pairs, triples, weighted] = [0, 0, 0];
  for (const t of counts.values()) {
    pairs += (t * (t - 1)) / 2;
    triples += t * (t - 1) * (t - 2);
    weighted += t * (t - 1) * (2 * t + 5);
  }
  return { pairs, triples, weighted };
}

function scoreVariance(n: number, x: TieSums, y: TieSums): number {
  const m = n * (n - 1);
  const untied = (m * (2 * n + 5) - x.weighted - y.weighted) / 18;
  const tied = n > 2 ? (x.triples * y.triples) / (9 * m * (n - 2)) : 0;
  return untied + (2 * x.pairs * y.pairs) / m + tied;
}

/** Twice the share of the orders of n values with at most `inversions` inversions. */
function exactP(n: number, inversions: number): number {
  let shares = [1];
  for (let size = 2; size <= n; size++) {
    const next = new Array<number>(shares.length + size - 1).fill(0);
    shares.forEach((share, at) => {
      for (let shift = 0; shift < size; shift++) next[at + shift]! += share / size;
    });
    shares = next;
  }
  const below = shares.slice(0, inversions + 1).reduce((sum, share) => sum + share, 0);
  return Math.min(1, 2 * below);
}
