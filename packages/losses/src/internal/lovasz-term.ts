import * as tf from "@tensorflow/tfjs-core";
import type { BatchTargets } from "./batch-targets.ts";
import { descendingOrder } from "./descending-order.ts";
import { classShare, groupedTargets, type OverlapOptions } from "./overlap-term.ts";
import { throughSoftmax } from "./rows.ts";
import type { SoftmaxTerm } from "./softmax-terms.ts";

/** The Lovász extension of the Jaccard loss at the errors abs(label - p) of every class. */
export function lovaszTerm(reduction: OverlapOptions["reduction"]): SoftmaxTerm {
  return ({ probabilities }, targets) => {
    const { labels, errors, counts, share } = columns(probabilities, targets, reduction);
    const weights = tf.mul(jaccardSteps(errors, labels, counts), share);
    const value = tf.sum(tf.mul(errors, weights)) as tf.Scalar;
    const directions = tf.sub(1, tf.mul(tf.cast(tf.greater(labels, 0), "float32"), 2));
    const byProbability = tf.transpose(tf.mul(weights, directions), [0, 2, 1]);
    const slopes = tf.reshape<tf.Rank.R2>(byProbability, probabilities.shape);
    return { value, gradient: throughSoftmax(slopes, probabilities) };
  };
}

/** Everything as `[group, class, pixel]`, `counts` with one row for all classes; ignored pixels count 0. */
function columns(
  probabilities: tf.Tensor2D,
  targets: BatchTargets,
  reduction: OverlapOptions["reduction"],
): Record<"labels" | "errors" | "counts" | "share", tf.Tensor3D> {
  const grouped = groupedTargets(targets, reduction);
  const turned = (x: tf.Tensor) => tf.transpose(x, [0, 2, 1]) as tf.Tensor3D;
  const errors = tf.abs(tf.sub<tf.Tensor2D>(targets.oneHot, probabilities));
  return {
    labels: turned(grouped.label),
    errors: turned(tf.reshape(errors, grouped.label.shape)),
    counts: turned(grouped.counts),
    share: turned(classShare(tf.sum(grouped.label, 1, true), null, "present")),
  };
}

/** By how much the Jaccard loss rises when a pixel joins those of a larger error; of every class and group by itself. */
function jaccardSteps(errors: tf.Tensor3D, labels: tf.Tensor3D, counts: tf.Tensor3D): tf.Tensor3D {
  const [groups, classCount, pixels] = errors.shape;
  const [error, label, counted] = [errors, labels, counts].map((x) => x.dataSync<"float32">()) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const steps = new Float32Array(error.length);
  for (let row = 0; row < groups * classCount; row += 1) {
    const ofRow = (data: Float32Array, index: number) => data.subarray(index * pixels, (index + 1) * pixels);
    const order = descendingOrder(ofRow(error, row));
    const group = ofRow(counted, Math.floor(row / classCount));
    stepsInto(ofRow(steps, row), { order, label: ofRow(label, row), counted: group });
  }
  return tf.tensor3d(steps, errors.shape);
}

interface Row {
  readonly order: Uint32Array;
  /** Weight of every pixel in its own class, else 0. */
  readonly label: Float32Array;
  /** Weight of every pixel; 0 where it is ignored. */
  readonly counted: Float32Array;
}

/**
 * With the intersection I and the union U left after it, a pixel of weight w adds w / U if it is of the class, and
 * I · w / (U · (U - w)) else. Differences of neighbouring losses are the same, but lose digits.
 */
function stepsInto(target: Float32Array, { order, label, counted }: Row): void {
  let intersection = label.reduce((sum, weight) => sum + weight, 0);
  let union = intersection;
  if (intersection === 0) return; // the class does not occur
  for (const place of order) {
    const [own, weight] = [label[place]!, counted[place]!];
    if (own > 0) {
      intersection -= own;
      target[place] = own / union;
    } else {
      target[place] = (intersection * weight) / (union * (union + weight));
      union += weight;
    }
  }
}
