import * as tf from "@tensorflow/tfjs-core";
import type { BatchTargets } from "./batch-targets.ts";
import { spread } from "./rows.ts";
import type { SoftmaxRows, SoftmaxTerm } from "./softmax-terms.ts";

/** Keeps 0 / 0 at 0; far below the weight of any pixel that counts. */
export const SMALLEST_TOTAL = 1e-30;

/** A loss of every pixel by itself. Both are finite on ignored pixels too, where they do not count. */
export interface PixelLosses {
  /** `[pixel, 1]`. */
  readonly each: tf.Tensor2D;
  /** Gradient of `each` by the logits of the same pixel, `[pixel, class]`. */
  readonly slopes: tf.Tensor2D;
}

/** How {@link PixelLosses} come from softmax rows and labels. */
export type PixelTerm = (rows: SoftmaxRows, targets: BatchTargets) => PixelLosses;

/** Σ w · each / Σ w over the pixels that count, whose weights are 1 where none are given. */
export function pixelMean(term: PixelTerm): SoftmaxTerm {
  return (rows, targets) => {
    const { each, slopes } = term(rows, targets);
    const weights = countedWeights(targets);
    const share = tf.div<tf.Tensor2D>(weights, tf.maximum(tf.sum(weights), SMALLEST_TOTAL));
    return {
      value: tf.sum(tf.mul(each, share)),
      gradient: tf.mul(slopes, spread(share, slopes.shape[1])),
    };
  };
}

/** Sums of several losses of the same pixels, each times its factor. */
export function weightedTerms(terms: readonly (readonly [factor: number, term: PixelTerm])[]): PixelTerm {
  return (rows, targets) => {
    const all = terms.map(([factor, term]) => {
      const { each, slopes } = term(rows, targets);
      return { each: tf.mul<tf.Tensor2D>(each, factor), slopes: tf.mul<tf.Tensor2D>(slopes, factor) };
    });
    return all.reduce((sum, part) => ({
      each: tf.add(sum.each, part.each),
      slopes: tf.add(sum.slopes, part.slopes),
    }));
  };
}

/** `[pixel, 1]`: the weight of every pixel, 0 where it is ignored. */
export function countedWeights({ valid, weights }: BatchTargets): tf.Tensor2D {
  return weights === null ? valid : tf.mul(valid, weights);
}
