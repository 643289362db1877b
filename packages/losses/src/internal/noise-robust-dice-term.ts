import * as tf from "@tensorflow/tfjs-core";
import type * as z from "zod";
import type { NoiseRobustDiceOptions } from "../noise-robust-dice-options.ts";
import { groupedTargets } from "./overlap-term.ts";
import { throughSoftmax } from "./rows.ts";
import type { SoftmaxTerm } from "./softmax-terms.ts";

type Options = z.output<typeof NoiseRobustDiceOptions>;

/** N / D per class with N = Σ w abs(p - t)^gamma and D = Σ w p + Σ w t + epsilon. */
export function noiseRobustDiceTerm({ classes, reduction, gamma, epsilon }: Options): SoftmaxTerm {
  return ({ probabilities }, targets) => {
    const { label, counts, valid } = groupedTargets(targets, reduction);
    const p = tf.reshape<tf.Rank.R3>(probabilities, label.shape);
    const own = tf.reshape<tf.Rank.R3>(targets.oneHot, label.shape);
    const distance = tf.abs(tf.sub<tf.Tensor3D>(own, p));
    const numerator = tf.matMul(counts, tf.pow(distance, gamma) as tf.Tensor3D, true, false);
    const size = tf.matMul<tf.Tensor3D>(valid, label, true, false);
    const denominator = tf.add(tf.add(tf.matMul(counts, p, true, false), size), epsilon) as tf.Tensor3D;
    const share = groupShare(size, counts, classes);
    const loss = tf.div<tf.Tensor3D>(numerator, denominator);
    const sign = tf.sub(1, tf.mul(own, 2)); // p is at least the 0 and at most the 1 of the label
    const rising = tf.mul(tf.mul(tf.pow(distance, gamma - 1), gamma), sign);
    const perClass = tf.div(share, denominator);
    const slopes = tf.mul(counts, tf.mul(perClass, tf.sub(rising, loss)));
    return {
      value: tf.sum(tf.mul(loss, share)),
      gradient: throughSoftmax(tf.reshape(slopes, probabilities.shape), probabilities),
    };
  };
}

/** What every group and class counts in the mean, `[group, 1, class]`; zeros for a group without labels. */
function groupShare(size: tf.Tensor3D, counts: tf.Tensor3D, classes: Options["classes"]): tf.Tensor3D {
  const present = tf.cast(tf.greater<tf.Tensor3D>(size, 0), "float32");
  const occupied = tf.cast(tf.greater(tf.sum(counts, 1, true), 0), "float32") as tf.Tensor3D;
  const counted = classes === "present" ? present : tf.mul(tf.onesLike(size), occupied);
  const divisor = tf.maximum(tf.sum(counted, 2, true), 1);
  const groups = tf.maximum(tf.sum(occupied), 1);
  return tf.div(counted, tf.mul(divisor, groups)) as tf.Tensor3D;
}
