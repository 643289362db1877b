import * as tf from "@tensorflow/tfjs-core";
import type { PixelTerm } from "./pixel-mean.ts";
import { spread, sumRows } from "./rows.ts";

/**
 * A loss that sees only the label's probability: its value and its derivative by ln p, both `[pixel, 1]`, from
 * ln p and p.
 */
export type LabelFunction = (
  logarithm: tf.Tensor2D,
  probability: tf.Tensor2D,
) => { readonly value: tf.Tensor2D; readonly slope: tf.Tensor2D };

/** The loss f(ln p(label)) of every pixel, with the gradient f' · (onehot - p). */
export function labelTerm(f: LabelFunction): PixelTerm {
  return (rows, { oneHot }) => {
    const logarithm = sumRows(tf.mul(oneHot, rows.logarithms()));
    const { value, slope } = f(logarithm, tf.exp(logarithm));
    const towards = tf.sub<tf.Tensor2D>(oneHot, rows.probabilities);
    return { each: value, slopes: tf.mul(spread(slope, oneHot.shape[1]), towards) };
  };
}

/** 1 - p(label), and its multiples. */
export function missedProbability(factor: number): PixelTerm {
  return labelTerm((_logarithm, probability) => ({
    value: tf.mul(tf.sub<tf.Tensor2D>(1, probability), factor),
    slope: tf.mul(probability, -factor),
  }));
}

/** -ln p(label). */
export const surprise: PixelTerm = labelTerm((logarithm) => ({
  value: tf.neg(logarithm),
  slope: tf.fill(logarithm.shape, -1),
}));
