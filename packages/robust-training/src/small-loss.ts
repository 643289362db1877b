import * as tf from "@tensorflow/tfjs-core";
import type { TrainingMethod } from "@undercoat/training";
import { NO_STATE } from "./internal/no-state.ts";
import { labelProbability, rowsOf } from "./internal/rows-of.ts";
import { boundOfShare } from "./internal/smallest-share.ts";
import { termsOf } from "./internal/weighted-terms.ts";
import { SmallLossOptions } from "./small-loss-options.ts";

/**
 * Small-loss selection: a step learns only from the pixels of its batch whose cross-entropy is among the smallest. The
 * share that is left out rises linearly from 0 to `noiseRate`. One network selects for itself; co-teaching, where two
 * select for each other, is not this. For flipped labels.
 *
 * The selection is part of the step, so a compiled step stays one graph.
 *
 * @see {@link https://arxiv.org/abs/1804.06872 | Han et al., NeurIPS 2018}, whose schedule it is
 *
 * @example
 * ```ts
 * const method = smallLoss({ noiseRate: 0.4, rampSteps: 100 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), method, steps: 600, learningRate: 3e-3 });
 * ```
 */
export function smallLoss(options: SmallLossOptions = {}): TrainingMethod {
  const parsed = SmallLossOptions.parse(options);
  const { noiseRate, rampSteps, perClass } = parsed;
  return {
    kind: "training-method",
    name: "small-loss",
    options: parsed,
    start: () => ({
      readsLogits: false,
      readsModel: false,
      prepare: (batch, { step }) => {
        const kept = 1 - noiseRate * Math.min(1, step / rampSteps);
        return { batch, inputs: { kept: { shape: [1, 1], data: Float32Array.of(kept) } } };
      },
      terms: (loss, { logits, labels, inputs }) =>
        termsOf(loss, { logits, labels }, keptPixels(logits, labels, { kept: inputs["kept"]!, perClass })),
      save: () => NO_STATE,
      restore: () => {},
    }),
  };
}

/** `[batch, height, width]`: 1 where the cross-entropy is among the smallest. */
function keptPixels(
  logits: tf.Tensor4D,
  labels: tf.Tensor3D,
  { kept, perClass }: { readonly kept: tf.Tensor; readonly perClass: boolean },
): tf.Tensor3D {
  return tf.tidy(() => {
    const rows = rowsOf(logits, labels);
    const losses = tf.neg(tf.log(tf.maximum(labelProbability(rows), 1e-7))) as tf.Tensor2D;
    const members = perClass ? rows.oneHot : rows.valid;
    const bounds = boundOfShare(losses, members, kept);
    const left = tf.mul(members, tf.cast(tf.greater(losses, bounds), "float32"));
    return tf.reshape(tf.sum(tf.sub(members, left), 1), labels.shape);
  });
}
