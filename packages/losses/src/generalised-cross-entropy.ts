import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { GeneralisedCrossEntropyOptions } from "./generalised-cross-entropy-options.ts";
import { type LabelFunction, labelTerm } from "./internal/label-term.ts";
import { pixelMean } from "./internal/pixel-mean.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";

/**
 * Generalised cross-entropy (GCE): the mean of (1 - p^q) / q, where p is the probability of the label.
 *
 * Truncated at k, it is (k^q - p^q) / q for p > k and 0 else: it is negative, and pixels that add 0 still count in
 * the mean.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1805.07836 | Zhang and Sabuncu, NeurIPS 2018}
 *
 * @example
 * ```ts
 * const loss = generalisedCrossEntropy({ q: 0.7 });
 * const truncated = generalisedCrossEntropy({ q: 0.7, truncation: 0.5 });
 * ```
 */
export function generalisedCrossEntropy(options: GeneralisedCrossEntropyOptions = {}): Loss {
  const parsed = GeneralisedCrossEntropyOptions.parse(options);
  const { q, truncation } = parsed;
  const f = truncation === null ? plain(q) : truncated(q, truncation);
  return softmaxLoss("generalised-cross-entropy", parsed, pixelMean(labelTerm(f)));
}

function plain(q: number): LabelFunction {
  return (logarithm) => {
    const power = tf.exp(tf.mul<tf.Tensor2D>(logarithm, q));
    return { value: tf.div(tf.sub<tf.Tensor2D>(1, power), q), slope: tf.neg(power) };
  };
}

function truncated(q: number, k: number): LabelFunction {
  return (logarithm, probability) => {
    const power = tf.exp(tf.mul<tf.Tensor2D>(logarithm, q));
    const kept = tf.cast(tf.greater<tf.Tensor2D>(probability, k), "float32");
    return {
      value: tf.mul(kept, tf.div(tf.sub<tf.Tensor2D>(k ** q, power), q)),
      slope: tf.neg(tf.mul<tf.Tensor2D>(kept, power)),
    };
  };
}
