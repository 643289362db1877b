import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import { IGNORE_INDEX } from "@undercoat/raster";
import type { TrainingMethod } from "@undercoat/training";
import type * as z from "zod";
import { ConfidenceSelectionOptions } from "./confidence-selection-options.ts";
import { RobustTrainingError } from "./errors.ts";
import { NO_STATE } from "./internal/no-state.ts";
import { labelProbability, rowsOf } from "./internal/rows-of.ts";
import { boundOfShare } from "./internal/smallest-share.ts";
import { softEntropy } from "./internal/soft-entropy.ts";
import { spatialPrior } from "./internal/spatial-prior.ts";
import { termsOf } from "./internal/weighted-terms.ts";

/**
 * Selection by confidence, as CromSS does it for one kind of image: a pixel is believed as far as the model believes its
 * label and is sure at all, c = (p(label) + p(label) · (1 - H(p) / ln K)) / 2. Within each class of the labels the best
 * share of a batch has weight 1, the others c divided by the lowest of those.
 *
 * With `smoothing` the target of the cross-entropy is (1 - spatial - uniform) at the label, plus `spatial` times the
 * share of each class in the labels around the pixel, plus `uniform` / K; the paper's are 0.15, 0.05 and a sigma of 3.
 *
 * One network, one kind of image and date: the consistency between two sensors and the smoothing of labels over seasons,
 * which CromSS also has, are not part of it.
 *
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` at the first step, for `smoothing` of a loss without cross-entropy.
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
  const { keptShare, rampSteps, smoothing } = parsed;
  return {
    kind: "training-method",
    name: "confidence-selection",
    options: parsed,
    start: ({ scheme }) => ({
      readsLogits: false,
      readsModel: false,
      prepare: (batch, { step }) => {
        const ramp = Math.exp(-5 * (1 - Math.min(1, step / rampSteps)) ** 2);
        const kept = Float32Array.of(1 - (1 - keptShare) * ramp);
        const inputs = { kept: { shape: [1, 1], data: kept } };
        if (smoothing === null) return { batch, inputs };
        return { batch, inputs: { ...inputs, around: around(batch, scheme.classes.length, smoothing) } };
      },
      terms: (loss, { logits, labels, inputs }) => {
        const weights = confidenceWeights(logits, labels, inputs["kept"]!);
        const terms = termsOf(loss, { logits, labels }, weights);
        return smoothing === null
          ? terms
          : smoothed(terms, logits, { weights, around: inputs["around"]! }, smoothing);
      },
      save: () => NO_STATE,
      restore: () => {},
    }),
  };
}

type Smoothing = NonNullable<z.output<typeof ConfidenceSelectionOptions>["smoothing"]>;

/** What the targets have beside the labels, `[batch, height, width, class]`; zeros where the label is ignored. */
function around(batch: Batch, classCount: number, { spatial, uniform, sigma }: Smoothing) {
  const { labels, size, height, width } = batch;
  const data = spatialPrior(batch, classCount, sigma).map((share, i) =>
    labels[Math.floor(i / classCount)] === IGNORE_INDEX ? 0 : spatial * share + uniform / classCount,
  );
  return { shape: [size, height, width, classCount], data };
}

/** The terms with softer targets in the cross-entropy. */
function smoothed(
  terms: Record<string, tf.Scalar>,
  logits: tf.Tensor4D,
  { weights, around: soft }: { readonly weights: tf.Tensor3D; readonly around: tf.Tensor },
  { spatial, uniform }: Smoothing,
): Record<string, tf.Scalar> {
  const hard = terms["cross-entropy"];
  if (hard === undefined)
    throw new RobustTrainingError("OPTIONS_REFUSED", {
      message: `smoothing softens the targets of a cross-entropy, but the loss has ${Object.keys(terms).join(", ")}; take cross-entropy-dice, or no smoothing`,
      context: { terms: Object.keys(terms) },
    });
  return {
    ...terms,
    "cross-entropy": tf.mul(hard, 1 - spatial - uniform),
    smoothing: softEntropy(logits, weights, soft),
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
