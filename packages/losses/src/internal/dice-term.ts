import * as tf from "@tensorflow/tfjs-core";
import type * as z from "zod";
import type { DiceOptions } from "../dice-options.ts";
import { type BatchTargets, classWeightRow } from "./batch-targets.ts";
import { spread, sumAcross } from "./rows.ts";
import type { SoftmaxTerm } from "./softmax-terms.ts";

type Options = z.output<typeof DiceOptions>;

/**
 * The Dice loss of the sums I and S, with the gradient p · (g - Σ_k g p) through softmax, where
 * g = dL/dI · label + dL/dS · counts.
 */
export function diceTerm(options: Options): SoftmaxTerm {
  return ({ probabilities }, targets) => {
    const classCount = probabilities.shape[1];
    const { label, counts, valid } = groupedTargets(targets, options.reduction);
    const p = tf.reshape(probabilities, label.shape);
    const overlap = tf.matMul(valid, tf.mul(p, label), true, false);
    const total = tf.matMul(counts, p, true, false);
    const size = tf.matMul(valid, label, true, false);
    const share = classShare(size, classWeightRow(options.classWeights, classCount), options.classes);
    const { loss, byOverlap, byTotal } = perClass(overlap, tf.add(total, size), options);
    const diagonals = tf.mul(
      tf.reshape(tf.eye(classCount), [1, classCount, classCount]),
      tf.mul(byOverlap, share),
    );
    const slopes = tf.add(
      tf.matMul(label, diagonals),
      tf.matMul(counts, tf.mul<tf.Tensor3D>(byTotal, share)),
    );
    const weighted = tf.mul<tf.Tensor2D>(tf.reshape(slopes, probabilities.shape), probabilities);
    return {
      value: tf.sum(tf.mul(loss, share)),
      gradient: tf.sub(weighted, tf.mul(probabilities, sumAcross(weighted))),
    };
  };
}

/**
 * Per group (the batch, or each patch): weight of every probability in I `[group, pixel, class]`, its
 * weight in S `[group, pixel, 1]`, and which pixels count.
 */
function groupedTargets(
  { oneHot, valid, weights, patches }: BatchTargets,
  reduction: Options["reduction"],
): { label: tf.Tensor3D; counts: tf.Tensor3D; valid: tf.Tensor3D } {
  const groups = reduction === "batch" ? 1 : patches;
  const grouped = (x: tf.Tensor2D) => tf.reshape(x, [groups, -1, x.shape[1]]) as tf.Tensor3D;
  if (weights === null) return { label: grouped(oneHot), counts: grouped(valid), valid: grouped(valid) };
  const label = tf.mul<tf.Tensor2D>(oneHot, spread(weights, oneHot.shape[1]));
  return { label: grouped(label), counts: grouped(tf.mul(valid, weights)), valid: grouped(valid) };
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
  { smoothing, epsilon, form }: Options,
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
