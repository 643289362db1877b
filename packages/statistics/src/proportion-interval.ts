import { betaQuantile } from "./beta-quantile.ts";
import { StatisticsError } from "./errors.ts";
import { assertProbability } from "./internal/checks.ts";
import { normalQuantile } from "./normal-quantile.ts";
import type { Interval } from "./t-interval.ts";

/** Options of {@link proportionInterval}. */
export interface ProportionIntervalOptions {
  /** Share of such intervals that hold the true proportion. Default: 0.95. */
  readonly level?: number;
  /**
   * `"wilson"` covers about the level on average; `"wilson-corrected"` adds a continuity correction;
   * `"clopper-pearson"` never covers less than the level and is wider. Default: `"wilson"`.
   */
  readonly method?: "wilson" | "wilson-corrected" | "clopper-pearson";
}

/**
 * Confidence interval of a proportion, such as an accuracy from independently drawn points, within [0, 1].
 *
 * @remarks Pixels of one map are not independent draws: use a bootstrap over blocks there.
 * @throws {StatisticsError} `OUTSIDE_RANGE` if the counts are not integers with 0 ≤ successes ≤ trials and trials ≥ 1, or
 *   the level is not between 0 and 1.
 * @see {@link https://doi.org/10.1080/01621459.1927.10502953 | Wilson 1927},
 *   {@link https://doi.org/10.1093/biomet/26.4.404 | Clopper & Pearson 1934},
 *   {@link https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C857::AID-SIM777%3E3.0.CO;2-E | Newcombe 1998}
 *
 * @example
 * ```ts
 * const [low, high] = proportionInterval(49, 53); // [0.821…, 0.970…]
 * ```
 */
export function proportionInterval(
  successes: number,
  trials: number,
  { level = 0.95, method = "wilson" }: ProportionIntervalOptions = {},
): Interval {
  assertProbability(level, "level");
  assertCounts(successes, trials);
  if (method === "clopper-pearson") return clopperPearson(successes, trials, level);
  const z = normalQuantile(0.5 + level / 2);
  const [p, q] = [successes / trials, 1 - successes / trials];
  const denominator = 2 * (trials + z * z);
  const centre = (2 * trials * p + z * z) / denominator;
  const [below, above] =
    method === "wilson"
      ? [z * Math.sqrt(4 * trials * p * q + z * z), z * Math.sqrt(4 * trials * p * q + z * z)]
      : [
          1 + z * Math.sqrt(z * z - 2 - 1 / trials + 4 * p * (trials * q + 1)),
          1 + z * Math.sqrt(z * z + 2 - 1 / trials + 4 * p * (trials * q - 1)),
        ];
  return [
    successes === 0 ? 0 : Math.max(0, centre - below / denominator),
    successes === trials ? 1 : Math.min(1, centre + above / denominator),
  ];
}

function clopperPearson(successes: number, trials: number, level: number): Interval {
  const tail = (1 - level) / 2;
  const failures = trials - successes;
  return [
    successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    failures === 0 ? 1 : betaQuantile(1 - tail, successes + 1, failures),
  ];
}

function assertCounts(successes: number, trials: number): void {
  const isCount = Number.isSafeInteger(successes) && Number.isSafeInteger(trials);
  if (isCount && successes >= 0 && trials >= 1 && successes <= trials) return;
  throw new StatisticsError("OUTSIDE_RANGE", {
    message: `${successes} of ${trials} is no proportion, but integers with 0 ≤ successes ≤ trials and at least 1 trial were expected; count the draws`,
    context: { successes, trials },
  });
}
