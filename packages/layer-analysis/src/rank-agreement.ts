import { bootstrapIntervals, type RandomSource, spearmanCorrelation } from "@undercoat/statistics";
import { LayerAnalysisError } from "./errors.ts";
import type { Interval } from "./internal/log-interval.ts";

/** Whether groups that moved further also matter more. */
export interface RankAgreement {
  /** Spearman's rank correlation of the means over seeds; null where one of both is constant. */
  readonly rho: number | null;
  /** One correlation per seed. */
  readonly perSeed: readonly (number | null)[];
  /** Percentile interval, resampling layer groups; null with fewer than 4 groups. */
  readonly interval: Interval | null;
  /** Groups that entered. */
  readonly groups: number;
}

/** How {@link rankAgreement} makes its interval. */
export interface RankAgreementOptions {
  readonly rng: RandomSource;
  /** Confidence level; 0.95 where left out. */
  readonly level?: number;
}

/** Below it, nearly every resample is undefined. */
const FEWEST_GROUPS = 4;

/**
 * Rank correlation over layer groups between how far they moved and what exchanging them costs. 1 where both rank the
 * groups alike, −1 where they rank them the other way round. Groups without a finite number in some seed are left out.
 *
 * @param divergences - Per seed one number per group, such as ratios to the null.
 * @param costs - Per seed one number per group, in the same order: higher where exchanging the group hurts more.
 * @throws {LayerAnalysisError} `SEED_MISMATCH` where seeds or groups differ in number, `EMPTY_INPUT` for fewer than 2 groups.
 *
 * @example
 * ```ts
 * const { rho, interval } = rankAgreement([[1, 2, 3, 9]], [[0.3, 0.2, 0.1, 0]], { rng });
 * ```
 */
export function rankAgreement(
  divergences: readonly (readonly number[])[],
  costs: readonly (readonly number[])[],
  { rng, level = 0.95 }: RankAgreementOptions,
): RankAgreement {
  const shape = (lists: readonly (readonly number[])[]) => lists.map(({ length }) => length).join();
  if (shape(divergences) !== shape(costs))
    throw new LayerAnalysisError("SEED_MISMATCH", {
      message: `divergences have [${shape(divergences)}] groups per seed, but costs [${shape(costs)}]; give the same seeds and groups`,
    });
  const usable = (divergences[0] ?? []).flatMap((_, group) =>
    [...divergences, ...costs].every((seed) => Number.isFinite(seed[group])) ? [group] : [],
  );
  if (usable.length < 2)
    throw new LayerAnalysisError("EMPTY_INPUT", {
      message: `${usable.length} layer groups have both numbers in every seed, expected at least 2; compare more groups`,
      context: { usable },
    });
  const [moved, cost] = [means(divergences, usable), means(costs, usable)];
  const [bootstrap] = bootstrapIntervals(usable.length, (drawn) => [correlation(moved, cost, [...drawn])], {
    rng,
    level,
  });
  return {
    rho: correlation(moved, cost, [...usable.keys()]),
    perSeed: divergences.map((seed, i) => correlation(seed, costs[i]!, usable)),
    interval: usable.length < FEWEST_GROUPS ? null : (bootstrap?.interval ?? null),
    groups: usable.length,
  };
}

function means(lists: readonly (readonly number[])[], groups: readonly number[]): number[] {
  return groups.map((group) => lists.reduce((sum, list) => sum + list[group]!, 0) / lists.length);
}

function correlation(x: readonly number[], y: readonly number[], groups: readonly number[]): number | null {
  return spearmanCorrelation(
    groups.map((group) => x[group]!),
    groups.map((group) => y[group]!),
  ).rho;
}
