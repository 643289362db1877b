import * as tf from "@tensorflow/tfjs-core";
import { type LabelFunction, labelTerm } from "./label-term.ts";
import type { PixelTerm } from "./pixel-mean.ts";
import { sumRows } from "./rows.ts";

/** Keeps 0^(gamma - 1) finite where p is 1, and ln p with it 0. */
const SMALLEST_MISS = 1e-7;

/** -(1 - p)^gamma · ln p. */
export function softmaxFocal(gamma: number): PixelTerm {
  return labelTerm(focused(gamma));
}

/** f(ln p) = -(1 - p)^gamma · ln p, number by number. */
function focused(gamma: number): LabelFunction {
  return (logarithm, probability) => {
    const missed = tf.sub<tf.Tensor2D>(1, probability);
    const power = tf.pow<tf.Tensor2D>(missed, gamma);
    const lower = tf.pow<tf.Tensor2D>(tf.maximum(missed, SMALLEST_MISS), gamma - 1);
    const rising = tf.mul(tf.mul(lower, gamma), tf.mul(probability, logarithm));
    return {
      value: tf.neg(tf.mul(power, logarithm)),
      slope: tf.sub<tf.Tensor2D>(rising, power),
    };
  };
}

/** The mean over classes of the focal loss of a sigmoid each. */
export function oneVsAllFocal({ gamma, alpha }: { gamma: number; alpha: number | null }): PixelTerm {
  const f = focused(gamma);
  return ({ logits }, { oneHot }) => {
    const classCount = oneHot.shape[1];
    const signs = tf.sub(tf.mul(oneHot, 2), 1) as tf.Tensor2D;
    const signed = tf.mul(signs, logits) as tf.Tensor2D;
    const logarithm = logSigmoid(signed);
    const { value, slope } = f(logarithm, tf.exp(logarithm));
    const factors = balance(oneHot, alpha, classCount);
    const missed = tf.sigmoid(tf.neg(signed));
    const slopes = tf.mul(tf.mul(slope, missed), tf.mul(signs, factors)) as tf.Tensor2D;
    return { each: sumRows(tf.mul<tf.Tensor2D>(value, factors)), slopes };
  };
}

/** min(x, 0) - ln(1 + exp(-|x|)): right for any x. */
function logSigmoid(x: tf.Tensor2D): tf.Tensor2D {
  return tf.sub(tf.minimum(x, 0), tf.log(tf.add(1, tf.exp(tf.neg(tf.abs(x))))));
}

/** What every class of every pixel counts in the mean over classes. */
function balance(oneHot: tf.Tensor2D, alpha: number | null, classCount: number): tf.Tensor2D {
  if (alpha === null) return tf.fill(oneHot.shape, 1 / classCount);
  return tf.div(tf.add<tf.Tensor2D>(tf.mul(oneHot, 2 * alpha - 1), 1 - alpha), classCount);
}
