import { MetricsError } from "./errors.ts";
import { assertSamePixels } from "./internal/assert-pixels.ts";
import type { BestThreshold } from "./score-histogram.ts";

/** How well scores tell positives from the rest. */
export interface RankingScores {
  /** Share of pairs of a positive and another in which the positive scores higher, ties counting half; null without such a pair. */
  readonly auroc: number | null;
  /** Area under the precision-recall curve by steps; null without a positive. */
  readonly averagePrecision: number | null;
  /** The threshold with the highest IoU (the highest such threshold); null without a positive. */
  readonly bestThreshold: BestThreshold | null;
}

/**
 * AUROC, average precision and the best threshold, exactly: every score is a threshold of its own.
 *
 * @param isPositive - 1 or true for positives, 0 or false for the rest.
 * @remarks Sorts the scores. For many pixels, {@link scoreHistogram} says nearly the same in constant memory.
 * @throws {MetricsError} `SIZE_MISMATCH`; `EMPTY_INPUT` without a score; `PROBABILITY_OUTSIDE` for a score that is NaN.
 * @see {@link https://doi.org/10.1016/j.patrec.2005.10.010 | Fawcett 2006}
 *
 * @example
 * ```ts
 * const { auroc } = rankingScores([0.9, 0.4, 0.6], [1, 0, 1]); // 1
 * ```
 */
export function rankingScores(
  scores: ArrayLike<number>,
  isPositive: ArrayLike<number | boolean>,
): RankingScores {
  assertSamePixels(isPositive, scores, "scores");
  assertScores(scores);
  const order = Uint32Array.from({ length: scores.length }, (_, index) => index).sort(
    (i, j) => scores[j]! - scores[i]!,
  );
  const positives = order.reduce((sum, index) => sum + (isPositive[index] ? 1 : 0), 0);
  const negatives = scores.length - positives;
  let [hits, alarms, pairs, area] = [0, 0, 0, 0];
  let best: BestThreshold | null = null;
  for (let start = 0; start < order.length; ) {
    const threshold = scores[order[start]!]!;
    const [hitsBefore, alarmsBefore] = [hits, alarms];
    for (; start < order.length && scores[order[start]!] === threshold; start++) {
      if (isPositive[order[start]!]) hits += 1;
      else alarms += 1;
    }
    pairs += (hits - hitsBefore) * (negatives - (alarmsBefore + alarms) / 2);
    area += ((hits - hitsBefore) * hits) / (hits + alarms);
    const iou = hits / (positives + alarms);
    if (positives > 0 && (best === null || iou > best.iou)) best = { threshold, iou };
  }
  return {
    auroc: positives * negatives === 0 ? null : pairs / (positives * negatives),
    averagePrecision: positives === 0 ? null : area / positives,
    bestThreshold: best,
  };
}

function assertScores(scores: ArrayLike<number>): void {
  if (scores.length === 0)
    throw new MetricsError("EMPTY_INPUT", {
      message: "0 scores were given to rank, but at least 1 was expected; check what was collected",
    });
  for (let position = 0; position < scores.length; position++)
    if (Number.isNaN(scores[position]))
      throw new MetricsError("PROBABILITY_OUTSIDE", {
        message: `score is NaN at position ${position}, but a number was expected; leave out what has no score`,
        context: { position },
      });
}
