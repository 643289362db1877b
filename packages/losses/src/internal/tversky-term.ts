import * as tf from "@tensorflow/tfjs-core";
import {
  type ClassLosses,
  type Overlap,
  type OverlapOptions,
  overlapTerm,
  raisedTo,
} from "./overlap-term.ts";
import type { SoftmaxTerm } from "./softmax-terms.ts";

/** Options of {@link tverskyTerm}, which also serve Jaccard. */
export interface TverskyTermOptions extends OverlapOptions {
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly smoothing: number;
  readonly epsilon: number;
  readonly form: "linear" | "logarithm";
  readonly gamma: number;
  readonly gammaOf: "class" | "mean";
}

/** The Tversky loss of the sums I and S. */
export function tverskyTerm(options: TverskyTermOptions): SoftmaxTerm {
  const { gamma, gammaOf } = options;
  return overlapTerm(options, (overlap) => perClass(overlap, options), gammaOf === "mean" ? gamma : 1);
}

function perClass(overlap: Overlap, options: TverskyTermOptions): ClassLosses {
  const plain = unraised(overlap, options);
  if (options.gammaOf === "mean" || options.gamma === 1) return plain;
  const { value, slope } = raisedTo(options.gamma, plain.loss);
  return {
    loss: value,
    byOverlap: tf.mul(plain.byOverlap, slope),
    byTotal: tf.mul(plain.byTotal, slope),
  };
}

function unraised(
  { overlap, total, size }: Overlap,
  { falsePositives, falseNegatives, smoothing, epsilon, form }: TverskyTermOptions,
): ClassLosses {
  const both = tf.mul(overlap, 1 - falsePositives - falseNegatives);
  const apart = tf.add(tf.mul(total, falsePositives), tf.mul(size, falseNegatives));
  const raw = tf.add(tf.add(both, apart), smoothing);
  const denominator = tf.maximum(raw, epsilon);
  const score = tf.div(tf.add(overlap, smoothing), denominator);
  const free = tf.cast(tf.greater(raw, epsilon), "float32"); // the floor has no slope
  const floored = tf.maximum(score, epsilon);
  const aboveFloor = tf.cast(tf.greater(score, epsilon), "float32");
  const byScore = form === "linear" ? tf.scalar(-1) : tf.neg(tf.div(aboveFloor, floored));
  const slope = tf.div(byScore, denominator);
  const byDenominator = tf.neg(tf.mul(tf.mul(slope, score), free));
  return {
    loss: form === "linear" ? tf.sub(1, score) : tf.neg(tf.log(floored)),
    byOverlap: tf.add(slope, tf.mul(byDenominator, 1 - falsePositives - falseNegatives)),
    byTotal: tf.mul(byDenominator, falsePositives),
  };
}
