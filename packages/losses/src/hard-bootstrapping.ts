import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { HardBootstrappingOptions } from "./hard-bootstrapping-options.ts";
import { pixelMean } from "./internal/pixel-mean.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { targetTerm } from "./internal/target-term.ts";

/**
 * Hard bootstrapping: cross-entropy with the target beta · onehot(label) + (1 - beta) · onehot(predicted), where
 * predicted is the most probable class, the first of equals. The target counts as constant.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1412.6596 | Reed et al., ICLR workshop 2015}
 *
 * @example
 * ```ts
 * const loss = hardBootstrapping({ beta: 0.8 });
 * ```
 */
export function hardBootstrapping(options: HardBootstrappingOptions = {}): Loss {
  const parsed = HardBootstrappingOptions.parse(options);
  const { beta } = parsed;
  const term = targetTerm(({ logits }, { oneHot }) => {
    const predicted = tf.argMax<tf.Tensor1D>(logits, 1);
    const own = tf.cast(tf.oneHot(predicted, oneHot.shape[1]), "float32") as tf.Tensor2D;
    return tf.add(tf.mul(oneHot, beta), tf.mul(own, 1 - beta));
  });
  return softmaxLoss("hard-bootstrapping", parsed, pixelMean(term));
}
