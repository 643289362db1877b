import { LayerAnalysisError } from "./errors.ts";
import { discreteKl, jensenShannonOf, sharesOf } from "./internal/histogram.ts";

/** How two histograms on the same bins differ, in nats. */
export interface CountDivergence {
  /** KL(reference‖candidate); infinite where the candidate leaves a bin empty that the reference fills. */
  readonly kl: number;
  /** KL(candidate‖reference). */
  readonly reverse: number;
  /** Symmetric KL (Jeffreys): `kl + reverse`. */
  readonly symmetric: number;
  /** Jensen–Shannon divergence (not its root): symmetric and at most ln 2. */
  readonly jensenShannon: number;
}

/** Options of {@link countDivergence}. */
export interface CountDivergenceOptions {
  /** Added to every bin of both; 0 where left out. */
  readonly pseudoCount?: number;
}

/**
 * Divergences between two histograms given as counts on the same bins.
 *
 * @throws {LayerAnalysisError} `LAYER_MISMATCH` for another number of bins, `EMPTY_INPUT` where a side counts nothing.
 *
 * @example
 * ```ts
 * countDivergence([10, 5], [5, 10]).symmetric; // 0.46 nats
 * ```
 */
export function countDivergence(
  reference: readonly number[],
  candidate: readonly number[],
  { pseudoCount = 0 }: CountDivergenceOptions = {},
): CountDivergence {
  if (reference.length !== candidate.length)
    throw new LayerAnalysisError("LAYER_MISMATCH", {
      message: `the reference has ${reference.length} bins, but the candidate ${candidate.length}; count both on the same bins`,
      context: { reference: reference.length, candidate: candidate.length },
    });
  const [p, q] = [sharesOf(reference, pseudoCount), sharesOf(candidate, pseudoCount)];
  if ([p, q].some((shares) => !shares.every(Number.isFinite) || shares.length === 0))
    throw new LayerAnalysisError("EMPTY_INPUT", {
      message: "a histogram counts 0 values, expected at least 1; give counts, or a pseudoCount above 0",
    });
  const [kl, reverse] = [discreteKl(p, q), discreteKl(q, p)];
  return { kl, reverse, symmetric: kl + reverse, jensenShannon: jensenShannonOf(p, q) };
}
