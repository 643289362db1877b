import * as tf from "@tensorflow/tfjs-core";
import type { BatchTargets } from "./batch-targets.ts";
import { classShare, groupedTargets, type OverlapOptions } from "./overlap-term.ts";
import { SMALLEST_TOTAL } from "./pixel-mean.ts";
import { throughSoftmax } from "./rows.ts";
import type { SoftmaxTerm } from "./softmax-terms.ts";

/** The Lovász extension of the Jaccard loss at the errors abs(label - p) of every class. */
export function lovaszTerm(reduction: OverlapOptions["reduction"]): SoftmaxTerm {
  return ({ probabilities }, targets) => {
    const { labels, errors, counts, share } = columns(probabilities, targets, reduction);
    const weights = jaccardSteps(errors, labels, counts);
    const value = tf.sum(tf.mul(tf.mul(tf.maximum(errors, 0), weights), share)) as tf.Scalar;
    const directions = tf.sub(1, tf.mul(tf.cast(tf.greater(labels, 0), "float32"), 2));
    const byProbability = tf.mul(tf.mul(weights, share), directions) as tf.Tensor3D;
    const slopes = tf.reshape<tf.Rank.R2>(tf.transpose(byProbability, [0, 2, 1]), probabilities.shape);
    return { value, gradient: throughSoftmax(slopes, probabilities) };
  };
}

/** Everything as `[group, class, pixel]`; ignored pixels have the error -1, which sorts last, and count 0. */
function columns(
  probabilities: tf.Tensor2D,
  targets: BatchTargets,
  reduction: OverlapOptions["reduction"],
): Record<"labels" | "errors" | "counts" | "share", tf.Tensor3D> {
  const grouped = groupedTargets(targets, reduction);
  const turned = (x: tf.Tensor) => tf.transpose(x, [0, 2, 1]) as tf.Tensor3D;
  const [labels, valid] = [turned(grouped.label), turned(grouped.valid)];
  const p = turned(tf.reshape(probabilities, grouped.label.shape));
  const own = turned(tf.reshape(targets.oneHot, grouped.label.shape));
  const errors = tf.sub(tf.mul(tf.add(tf.abs(tf.sub(own, p)), 1), valid), 1) as tf.Tensor3D;
  const counts = turned(grouped.counts);
  const share = turned(classShare(tf.sum(grouped.label, 1, true), null, "present"));
  return { labels, errors, counts, share };
}

/**
 * By how much the Jaccard loss rises when the pixel joins those of a larger error: w / U for a pixel of the class, and
 * I · w / (U · (U - w)) for another. Differences of neighbouring losses are the same, but lose all digits in float32.
 */
function jaccardSteps(errors: tf.Tensor3D, labels: tf.Tensor3D, counts: tf.Tensor3D): tf.Tensor3D {
  const [groups, classCount, pixels] = errors.shape;
  const perGroup = Array.from({ length: groups }, (_, group) => {
    const counted = tf.reshape(tf.slice(counts, [group, 0, 0], [1, 1, pixels]), [pixels]);
    const perClass = Array.from({ length: classCount }, (_, index) => {
      const row = (x: tf.Tensor3D) => tf.reshape(tf.slice(x, [group, index, 0], [1, 1, pixels]), [pixels]);
      return steps(row(errors), row(labels), counted);
    });
    return tf.stack(perClass);
  });
  return tf.stack(perGroup) as tf.Tensor3D;
}

function steps(errors: tf.Tensor, labels: tf.Tensor, counted: tf.Tensor): tf.Tensor {
  const pixels = errors.shape[0]!;
  const order = tf.topk(errors, pixels, true).indices;
  const rank = tf.topk(tf.neg(tf.cast(order, "float32")), pixels, true).indices; // where every pixel went
  const own = tf.gather(labels, order);
  const others = tf.sub(tf.gather(counted, order), own);
  const total = tf.sum(own);
  const intersection = tf.sub(total, tf.cumsum(own));
  const union = tf.add(total, tf.cumsum(others));
  const safe = (x: tf.Tensor) => tf.maximum(x, SMALLEST_TOTAL);
  const byOwn = tf.div(own, safe(union));
  const byOthers = tf.mul(tf.div(others, safe(union)), tf.div(intersection, safe(tf.sub(union, others))));
  return tf.gather(tf.add(byOwn, byOthers), rank);
}
