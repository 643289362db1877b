import { IGNORE_INDEX } from "@undercoat/raster";
import { MetricsError } from "./errors.ts";
import { assertBins } from "./internal/assert-bins.ts";
import { assertSamePixels } from "./internal/assert-pixels.ts";
import { assertProbabilities } from "./internal/assert-probabilities.ts";

/** Options of {@link scoreHistogram}. */
export interface ScoreHistogramOptions {
  /** Equal bins over [0, 1]. Default: 256. */
  readonly bins?: number;
}

/** The threshold that gives the highest IoU, and that IoU. */
export interface BestThreshold {
  /** Predict the class where its probability is at least this. */
  readonly threshold: number;
  readonly iou: number;
}

/** A score histogram as plain JSON. */
export interface ScoreHistogramJson {
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

/** Probabilities of one class, counted apart for pixels that are of it and pixels that are not. */
export interface ScoreHistogram {
  readonly kind: "score-histogram";
  readonly bins: number;
  /** Pixels of the class, by bin of their probability. */
  readonly positive: Float64Array;
  /** Pixels of other classes, by bin of their probability. */
  readonly negative: Float64Array;
  /** Adds the pixels of a patch or scene: class indices, and the probability of `positiveClass`; 255 is left out. */
  update(reference: Uint8Array, probability: Float32Array, positiveClass: number): void;
  merge(other: Pick<ScoreHistogram, "positive" | "negative">): void;
  /** Area under the precision-recall curve by steps, `Σ (R_n − R_{n−1}) · P_n`; null without a pixel of the class. */
  averagePrecision(): number | null;
  /** Area under the ROC curve, pixels of one bin counting half; null without a pixel of the class, or without another. */
  auroc(): number | null;
  /** The lower edge of a bin that gives the highest IoU (the highest such edge); null without a pixel of the class. */
  bestThreshold(): BestThreshold | null;
  toJSON(): ScoreHistogramJson;
}

/**
 * An empty histogram of the probability of one class: everything that can be said about thresholds, in
 * memory that does not grow with the number of pixels.
 *
 * @remarks Probabilities inside one bin are not told apart: with 256 bins, average precision is within about
 *   1/256 of the exact one for smooth scores.
 * @throws {MetricsError} `BINS_UNUSABLE`; from `update`: `SIZE_MISMATCH`, `PROBABILITY_OUTSIDE` [0, 1] or NaN.
 *
 * @example
 * ```ts
 * const scores = scoreHistogram();
 * scores.update(Uint8Array.of(1, 0, 255), Float32Array.of(0.9, 0.2, 0.5), 1);
 * const best = scores.bestThreshold();
 * ```
 */
export function scoreHistogram({ bins = 256 }: ScoreHistogramOptions = {}): ScoreHistogram {
  assertBins(bins, "score histogram");
  const positive = new Float64Array(bins);
  const negative = new Float64Array(bins);
  return Object.freeze({
    kind: "score-histogram",
    bins,
    positive,
    negative,
    update(reference: Uint8Array, probability: Float32Array, positiveClass: number) {
      assertSamePixels(reference, probability, "probability");
      assertProbabilities(reference, probability);
      reference.forEach((index, pixel) => {
        if (index === IGNORE_INDEX) return;
        const bin = Math.min(Math.floor(probability[pixel]! * bins), bins - 1);
        (index === positiveClass ? positive : negative)[bin]! += 1;
      });
    },
    merge(other: Pick<ScoreHistogram, "positive" | "negative">) {
      assertSameBins(bins, other.positive.length);
      for (let bin = 0; bin < bins; bin++) {
        positive[bin]! += other.positive[bin]!;
        negative[bin]! += other.negative[bin]!;
      }
    },
    auroc: () => auroc(positive, negative),
    averagePrecision: () => averagePrecision(cumulativeFromTop(positive), cumulativeFromTop(negative)),
    bestThreshold: () => bestThreshold(cumulativeFromTop(positive), cumulativeFromTop(negative)),
    toJSON: () => ({ positive: [...positive], negative: [...negative] }),
  });
}

/** `result[k]` = count in the k + 1 highest bins: what a threshold at the lower edge of bin `bins − 1 − k` accepts. */
function cumulativeFromTop(counts: Float64Array): Float64Array {
  let sum = 0;
  return counts.toReversed().map((count) => {
    sum += count;
    return sum;
  });
}

function auroc(positive: Float64Array, negative: Float64Array): number | null {
  let [below, pairs] = [0, 0];
  for (let bin = 0; bin < positive.length; bin++) {
    pairs += positive[bin]! * (below + negative[bin]! / 2);
    below += negative[bin]!;
  }
  const all = positive.reduce((sum, count) => sum + count, 0) * below;
  return all === 0 ? null : pairs / all;
}

function averagePrecision(hits: Float64Array, falseAlarms: Float64Array): number | null {
  const all = hits.at(-1) ?? 0;
  if (all === 0) return null;
  let area = 0;
  let recall = 0;
  for (let k = 0; k < hits.length; k++) {
    const precision = hits[k]! / Math.max(1, hits[k]! + falseAlarms[k]!);
    area += (hits[k]! / all - recall) * precision;
    recall = hits[k]! / all;
  }
  return area;
}

function bestThreshold(hits: Float64Array, falseAlarms: Float64Array): BestThreshold | null {
  const bins = hits.length;
  const all = hits.at(-1) ?? 0;
  if (all === 0) return null;
  const ious = hits.map((tp, k) => tp / (all + falseAlarms[k]!));
  const iou = Math.max(...ious);
  return { threshold: (bins - 1 - ious.indexOf(iou)) / bins, iou };
}

function assertSameBins(bins: number, other: number): void {
  if (bins === other) return;
  throw new MetricsError("BINS_UNUSABLE", {
    message: `the histogram has ${bins} bins, but the one to add has ${other}; make both with the same bins`,
    context: { bins, other },
  });
}
