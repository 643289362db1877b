import * as tf from "@tensorflow/tfjs-core";
import { spread, sumRows, throughSoftmax } from "./rows.ts";

/** Logarithms and probabilities of one view, `[pixel, class]`. */
export interface ViewRows {
  readonly logarithms: tf.Tensor2D;
  readonly probabilities: tf.Tensor2D;
}

/**
 * Per pixel -π ln m(label) + w Σ_i Σ_k p_i ln(p_i / m), over -(1 - π) ln(1 - π), where m = π · onehot + w Σ_i p_i and
 * w is (1 - π) over the number of views; and its gradient by the logits of every view.
 */
export function jensenShannonRows(
  views: readonly ViewRows[],
  oneHot: tf.Tensor2D,
  labelWeight: number,
): { each: tf.Tensor2D; slopes: readonly tf.Tensor2D[] } {
  const share = (1 - labelWeight) / views.length;
  const scale = 1 / (-(1 - labelWeight) * Math.log(1 - labelWeight));
  const mixture = mixtureLogarithms(views, oneHot, labelWeight);
  const ofLabel = tf.mul(sumRows(tf.mul(oneHot, mixture)), -labelWeight * scale) as tf.Tensor2D;
  const distances = views.map(({ logarithms }) => tf.sub<tf.Tensor2D>(logarithms, mixture));
  const divergences = views.map(({ probabilities }, index) =>
    tf.mul<tf.Tensor2D>(sumRows(tf.mul(probabilities, distances[index]!)), share * scale),
  );
  return {
    each: divergences.reduce((sum, part) => tf.add(sum, part), ofLabel),
    slopes: views.map(({ probabilities }, index) =>
      throughSoftmax(tf.mul(distances[index]!, share * scale), probabilities),
    ),
  };
}

/** ln m, by the largest logarithm, so that it is finite where all probabilities are 0. */
function mixtureLogarithms(
  views: readonly ViewRows[],
  oneHot: tf.Tensor2D,
  labelWeight: number,
): tf.Tensor2D {
  const share = (1 - labelWeight) / views.length;
  const logarithms = views.map((view) => view.logarithms);
  const largest = logarithms.reduce((most, each) => tf.maximum(most, each));
  const total = logarithms
    .map((each) => tf.exp(tf.sub<tf.Tensor2D>(each, largest)))
    .reduce((sum, each) => tf.add(sum, each));
  const others = tf.add(tf.add(largest, tf.log(total)), Math.log(share)) as tf.Tensor2D;
  const ofLabel = tf.log(tf.add(tf.exp(others), labelWeight)) as tf.Tensor2D;
  return tf.add(others, tf.mul(oneHot, tf.sub(ofLabel, others)));
}

/** `[pixel, class]` slopes of pixels times the share of every pixel in the mean. */
export function shared(slopes: tf.Tensor2D, share: tf.Tensor2D): tf.Tensor2D {
  return tf.mul(slopes, spread(share, slopes.shape[1]));
}
