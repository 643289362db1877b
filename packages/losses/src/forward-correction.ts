import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { type PixelTerm, pixelMean } from "./internal/pixel-mean.ts";
import { spread, sumRows } from "./internal/rows.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { rowOfLabel } from "./internal/transition-rows.ts";
import { TransitionOptions } from "./transition-options.ts";

/** Stands for ln 0: loses against every other logarithm, and is finite. */
const LOG_OF_ZERO = -1e30;

/**
 * Forward correction: the mean of -ln Σ_i p(i) · T[i][label], cross-entropy of what the model says the noisy labels
 * should be. Rows of T are clean classes. Its minimum is that of cross-entropy on clean labels.
 *
 * @throws {LossesError} `SHAPE_MISMATCH`, or `CLASS_COUNT_MISMATCH` for a matrix of another size, from `evaluate`.
 * @see {@link https://arxiv.org/abs/1609.03683 | Patrini et al., CVPR 2017}
 *
 * @example
 * ```ts
 * const loss = forwardCorrection({ transitionMatrix: [[0.9, 0.1], [0.3, 0.7]] });
 * ```
 */
export function forwardCorrection(options: TransitionOptions): Loss {
  const parsed = TransitionOptions.parse(options);
  return softmaxLoss("forward-correction", parsed, pixelMean(forwardTerm(parsed.transitionMatrix)));
}

function forwardTerm(matrix: readonly (readonly number[])[]): PixelTerm {
  const columns = matrix.map((_, label) =>
    matrix.map((row) => (row[label]! > 0 ? Math.log(row[label]!) : LOG_OF_ZERO)),
  );
  return (rows, { oneHot }) => {
    const classCount = oneHot.shape[1];
    const joint = tf.add<tf.Tensor2D>(rows.logarithms(), rowOfLabel(oneHot, columns)); // ln of p(i) T[i][label]
    const largest = tf.max<tf.Tensor2D>(joint, 1, true);
    const scaled = tf.exp(tf.sub<tf.Tensor2D>(joint, spread(largest, classCount)));
    const total = sumRows(scaled);
    const posterior = tf.div<tf.Tensor2D>(scaled, spread(total, classCount));
    return {
      each: tf.neg(tf.add<tf.Tensor2D>(largest, tf.log(total))),
      slopes: tf.sub(rows.probabilities, posterior),
    };
  };
}
