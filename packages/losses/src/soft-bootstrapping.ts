import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { surprise } from "./internal/label-term.ts";
import { type PixelTerm, pixelMean, weightedTerms } from "./internal/pixel-mean.ts";
import { spread, sumRows } from "./internal/rows.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { SoftBootstrappingOptions } from "./soft-bootstrapping-options.ts";

/**
 * Soft bootstrapping: cross-entropy with the target beta · onehot + (1 - beta) · p, so beta · (-ln p(label)) plus
 * (1 - beta) times the entropy of p.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1412.6596 | Reed et al., ICLR workshop 2015}
 *
 * @example
 * ```ts
 * const loss = softBootstrapping({ beta: 0.95 });
 * ```
 */
export function softBootstrapping(options: SoftBootstrappingOptions = {}): Loss {
  const parsed = SoftBootstrappingOptions.parse(options);
  const { beta, constantTarget } = parsed;
  const both = weightedTerms([
    [beta, surprise],
    [1 - beta, constantTarget ? withoutSlopes(entropy) : entropy],
  ]);
  return softmaxLoss("soft-bootstrapping", parsed, pixelMean(both));
}

/** H = -Σ p ln p, with the gradient -p · (ln p + H). */
const entropy: PixelTerm = ({ probabilities, logarithms }) => {
  const logs = logarithms();
  const each = tf.neg(sumRows(tf.mul(probabilities, logs)));
  const towards = tf.add<tf.Tensor2D>(logs, spread(each, probabilities.shape[1]));
  return { each, slopes: tf.neg(tf.mul(probabilities, towards)) };
};

function withoutSlopes(term: PixelTerm): PixelTerm {
  return (rows, targets) => {
    const { each, slopes } = term(rows, targets);
    return { each, slopes: tf.zerosLike(slopes) };
  };
}
