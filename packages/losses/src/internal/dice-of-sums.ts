import * as tf from "@tensorflow/tfjs-core";
import type * as z from "zod";
import type { DiceOptions } from "../dice-options.ts";
import type { BatchTargets } from "./batch-targets.ts";
import { spread } from "./rows.ts";

/** Targets, and over what the sums run. */
export interface DiceTargets extends BatchTargets {
  /** 1, or the number of patches. */
  readonly groups: number;
  /** `[1, class]`, or null. */
  readonly classWeights: tf.Tensor2D | null;
}

/** The loss, and what its gradient needs. */
export interface DiceValue {
  readonly value: tf.Scalar;
  /** `[group, 1, class]`: derivative of the loss by I. */
  readonly byOverlap: tf.Tensor3D;
  /** `[group, 1, class]`: derivative of the loss by S. */
  readonly byTotal: tf.Tensor3D;
  /** `[group, pixel, class]`: weight of every probability in I. */
  readonly label: tf.Tensor3D;
  /** `[group, pixel, 1]`: weight of every probability in S. */
  readonly counts: tf.Tensor3D;
}

/** The Dice loss of `[pixel, class]` probabilities and its derivatives by the sums I and S. */
export function diceOfSums(
  probabilities: tf.Tensor2D,
  targets: DiceTargets,
  options: z.output<typeof DiceOptions>,
): DiceValue {
  const { groups, weights, oneHot, valid } = targets;
  const classCount = probabilities.shape[1];
  const grouped = (x: tf.Tensor2D) => tf.reshape(x, [groups, -1, x.shape[1]]) as tf.Tensor3D;
  const label = grouped(weights === null ? oneHot : tf.mul(oneHot, spread(weights, classCount)));
  const counts = grouped(weights === null ? valid : tf.mul(valid, weights));
  const p = grouped(probabilities);
  const everyPixel = tf.ones([groups, 1, p.shape[1]]);
  const overlap = tf.matMul(everyPixel, tf.mul(p, label));
  const total = tf.matMul(counts, p, true, false);
  const size = tf.matMul(everyPixel, label);
  const share = classShare(size, targets.classWeights, options.classes);
  const { loss, byOverlap, byTotal } = perClass(overlap, tf.add(total, size), options);
  return {
    value: tf.sum(tf.mul(loss, share)),
    byOverlap: tf.mul(byOverlap, share),
    byTotal: tf.mul(byTotal, share),
    label,
    counts,
  };
}

/** Derivative of the loss by every probability, `[pixel, class]`: byOverlap · label + byTotal · counts. */
export function diceSlopes({ label, counts, byOverlap, byTotal }: Omit<DiceValue, "value">): tf.Tensor2D {
  const classCount = label.shape[2];
  const diagonals = tf.mul(tf.reshape(tf.eye(classCount), [1, classCount, classCount]), byOverlap);
  const slopes = tf.add(tf.matMul(label, diagonals), tf.matMul(counts, byTotal));
  return tf.reshape(slopes, [-1, classCount]);
}

/** What the loss of every group and class counts in the mean, `[group, 1, class]`; zeros if nothing is present. */
function classShare(
  size: tf.Tensor,
  classWeights: tf.Tensor2D | null,
  classes: "present" | "all",
): tf.Tensor3D {
  const present = tf.cast(tf.greater(size, 0), "float32");
  const wanted = classWeights === null ? tf.onesLike(size) : tf.mul(tf.onesLike(size), classWeights);
  const counted = tf.mul(present, wanted);
  const divisor = tf.sum(classes === "present" ? counted : wanted, 2, true);
  const groupsWithLabels = tf.maximum(tf.sum(tf.max(present, 2)), 1);
  return tf.div(counted, tf.mul(tf.maximum(divisor, 1e-30), groupsWithLabels)) as tf.Tensor3D;
}

function perClass(
  overlap: tf.Tensor,
  sizes: tf.Tensor,
  { smoothing, epsilon, form }: z.output<typeof DiceOptions>,
): { loss: tf.Tensor; byOverlap: tf.Tensor3D; byTotal: tf.Tensor3D } {
  const raw = tf.add(sizes, smoothing);
  const denominator = tf.maximum(raw, epsilon);
  const score = tf.div(tf.add(tf.mul(overlap, 2), smoothing), denominator);
  const free = tf.cast(tf.greater(raw, epsilon), "float32"); // the floor has no slope
  const floored = tf.maximum(score, epsilon / 2);
  const aboveFloor = tf.cast(tf.greater(score, epsilon / 2), "float32");
  const byScore = form === "linear" ? tf.scalar(-1) : tf.neg(tf.div(aboveFloor, floored));
  const slope = tf.div(byScore, denominator);
  return {
    loss: form === "linear" ? tf.sub(1, score) : tf.neg(tf.log(floored)),
    byOverlap: tf.mul(slope, 2),
    byTotal: tf.neg(tf.mul(tf.mul(slope, score), free)),
  };
}
