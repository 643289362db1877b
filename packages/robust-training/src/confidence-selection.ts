import * as tf from "@tensorflow/tfjs-core";
import type { TrainingMethod } from "@undercoat/training";
import { ConfidenceSelectionOptions } from "./confidence-selection-options.ts";
import { NO_STATE } from "./internal/no-state.ts";
import { labelProbability, rowsOf } from "./internal/rows-of.ts";
import { boundOfShare } from "./internal/smallest-share.ts";
import { termsOf } from "./internal/weighted-terms.ts";

/**
 * Selection by confidence, as CromSS does it for one kind of image: a pixel is believed as far as the model believes its
 * label and is sure at all, c = (p(label) + p(label) · (1 - H(p) / ln K)) / 2. Within each class of the labels the best
 * share of a batch has weight 1, the others c divided by the lowest of those.
 *
 * One network, one kind of image: the consistency between two sensors and the smoothing of labels over seasons, which
 * CromSS also has, are not part of it.
 *
 * @see {@link https://arxiv.org/abs/2405.01217 | Liu et al., CromSS, TGRS 2025}
 *
 * @example
 * ```ts
 * const method = confidenceSelection({ keptShare: 0.5, rampSteps: 400 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), method, steps: 600, learningRate: 1e-3 });
 * ```
 */
export function confidenceSelection(options: ConfidenceSelectionOptions = {}): TrainingMethod {
  const parsed = ConfidenceSelectionOptions.parse(options);
  const { keptShare, rampSteps } = parsed;
  return {
    kind: "training-method",
    name: "confidence-selection",
    options: parsed,
    start: () => ({
      readsLogits: false,
      readsModel: false,
      prepare: (batch, { step }) => {
        const ramp = Math.exp(-5 * (1 - Math.min(1, step / rampSteps)) ** 2);
        const kept = Float32Array.of(1 - (1 - keptShare) * ramp);
        return { batch, inputs: { kept: { shape: [1, 1], data: kept } } };
      },
      terms: (loss, { logits, labels, inputs }) =>
        termsOf(loss, { logits, labels }, confidenceWeights(logits, labels, inputs["kept"]!)),
      save: () => NO_STATE,
      restore: () => {},
    }),
  };
}

/** `[batch, height, width]`: 1 for the best share of every class, less below. */
function confidenceWeights(logits: tf.Tensor4D, labels: tf.Tensor3D, kept: tf.Tensor): tf.Tensor3D {
  return tf.tidy(() => {
    const rows = rowsOf(logits, labels);
    const { probabilities, oneHot } = rows;
    const logs = tf.log(tf.maximum(probabilities, 1e-7));
    const entropy = tf.neg(tf.sum(tf.mul(probabilities, logs), 1, true));
    const sure = tf.sub(1, tf.div(entropy, Math.log(logits.shape[3])));
    const own = labelProbability(rows);
    const confidence = tf.mul(tf.add(own, tf.mul(own, sure)), 0.5) as tf.Tensor2D;
    const doubt = tf.sub(1, confidence) as tf.Tensor2D;
    const bounds = tf.sub(1, boundOfShare(doubt, oneHot, kept)); // lowest confidence of the best share
    const ratio = tf.div(confidence, tf.maximum(bounds, 1e-7));
    return tf.reshape(tf.sum(tf.mul(oneHot, tf.minimum(ratio, 1)), 1), labels.shape);
  });
}
