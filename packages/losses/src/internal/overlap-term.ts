import * as tf from "@tensorflow/tfjs-core";
import { type BatchTargets, classWeightRow } from "./batch-targets.ts";
import { spread, throughSoftmax } from "./rows.ts";
import type { SoftmaxTerm } from "./softmax-terms.ts";

/** What every loss of overlapping areas lets choose. */
export interface OverlapOptions {
  readonly classes: "present" | "all";
  readonly reduction: "batch" | "patch";
  readonly classWeights: readonly number[] | null;
}

/** Per group (the batch, or each patch) and class, `[group, 1, class]`. */
export interface Overlap {
  /** Sum of the probabilities at the labels of the class. */
  readonly overlap: tf.Tensor;
  /** Sum of all its probabilities. */
  readonly total: tf.Tensor;
  /** Sum of its labels. */
  readonly size: tf.Tensor;
}

/** The loss of every class, and its derivatives by `overlap` and `total`. */
export interface ClassLosses {
  readonly loss: tf.Tensor;
  readonly byOverlap: tf.Tensor3D;
  readonly byTotal: tf.Tensor3D;
}

/** The mean of the losses of the classes; `power` raises that mean to a power. */
export function overlapTerm(
  options: OverlapOptions,
  perClass: (overlap: Overlap) => ClassLosses,
  power = 1,
): SoftmaxTerm {
  return ({ probabilities }, targets) => {
    const classCount = probabilities.shape[1];
    const { label, counts, valid } = groupedTargets(targets, options.reduction);
    const p = tf.reshape(probabilities, label.shape);
    const overlap = tf.matMul(valid, tf.mul(p, label), true, false);
    const total = tf.matMul(counts, p, true, false);
    const size = tf.matMul(valid, label, true, false);
    const share = classShare(size, classWeightRow(options.classWeights, classCount), options.classes);
    const { loss, byOverlap, byTotal } = perClass({ overlap, total, size });
    const diagonals = tf.mul(
      tf.reshape(tf.eye(classCount), [1, classCount, classCount]),
      tf.mul(byOverlap, share),
    );
    const slopes = tf.add(
      tf.matMul(label, diagonals),
      tf.matMul(counts, tf.mul<tf.Tensor3D>(byTotal, share)),
    );
    const gradient = throughSoftmax(tf.reshape(slopes, probabilities.shape), probabilities);
    const value = tf.sum(tf.mul(loss, share)) as tf.Scalar;
    if (power === 1) return { value, gradient };
    const raised = raisedTo(power, value);
    return { value: raised.value as tf.Scalar, gradient: tf.mul(gradient, raised.slope) };
  };
}

/** Below this, a power under 1 is taken as straight: its slope at 0 would have no end. */
const SMALLEST_BASE = 1e-7;

/** x to a power, with its derivative; x is at least 0 up to rounding. */
export function raisedTo<T extends tf.Tensor>(power: number, x: T): { value: T; slope: T } {
  const base = tf.maximum(x, 0);
  const safe = tf.maximum(x, SMALLEST_BASE);
  return { value: tf.pow(base, power) as T, slope: tf.mul(tf.pow(safe, power - 1), power) as T };
}

/**
 * Per group: weight of every probability in the overlap `[group, pixel, class]`, its weight in the total
 * `[group, pixel, 1]`, and which pixels count.
 */
export function groupedTargets(
  { oneHot, valid, weights, patches }: BatchTargets,
  reduction: OverlapOptions["reduction"],
): { label: tf.Tensor3D; counts: tf.Tensor3D; valid: tf.Tensor3D } {
  const groups = reduction === "batch" ? 1 : patches;
  const grouped = (x: tf.Tensor2D) => tf.reshape(x, [groups, -1, x.shape[1]]) as tf.Tensor3D;
  if (weights === null) return { label: grouped(oneHot), counts: grouped(valid), valid: grouped(valid) };
  const label = tf.mul<tf.Tensor2D>(oneHot, spread(weights, oneHot.shape[1]));
  return { label: grouped(label), counts: grouped(tf.mul(valid, weights)), valid: grouped(valid) };
}

/**
 * What the loss of every group and class counts in the mean, `[group, 1, class]`: 0 for a class without labels, and
 * zeros if nothing is present.
 */
export function classShare(
  size: tf.Tensor,
  classWeights: tf.Tensor2D | null,
  classes: OverlapOptions["classes"],
): tf.Tensor3D {
  const present = tf.cast(tf.greater(size, 0), "float32");
  const wanted = classWeights === null ? tf.onesLike(size) : tf.mul(tf.onesLike(size), classWeights);
  const counted = tf.mul(present, wanted);
  const divisor = tf.sum(classes === "present" ? counted : wanted, 2, true);
  const groupsWithLabels = tf.maximum(tf.sum(tf.max(present, 2)), 1);
  return tf.div(counted, tf.mul(tf.maximum(divisor, 1e-30), groupsWithLabels)) as tf.Tensor3D;
}
