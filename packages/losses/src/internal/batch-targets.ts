import * as tf from "@tensorflow/tfjs-core";
import { IGNORE_INDEX } from "@undercoat/raster";
import type { LossEvaluateOptions } from "@undercoat/segmentation";
import { parseShape } from "@undercoat/tensor";
import { LossesError } from "../errors.ts";

/** Labels of a batch as numbers that a gradient may run past: one row per pixel. */
export interface BatchTargets {
  /** `[pixel, class]`: 1 at the label; zeros where the label is ignored. */
  readonly oneHot: tf.Tensor2D;
  /** `[pixel, 1]`: 1 where the label counts. */
  readonly valid: tf.Tensor2D;
  /** `[pixel, 1]`, or null for weights of 1. */
  readonly weights: tf.Tensor2D | null;
  /** Number of patches in the batch; the pixels of a patch follow each other. */
  readonly patches: number;
  /** 0, or NaN if some label is neither a class of the logits nor 255: it must not pass unseen. */
  readonly alarm: tf.Scalar;
}

/** Checks shapes and spreads labels over classes. Call it inside a tidy. */
export function batchTargets(
  logits: tf.Tensor4D,
  labels: tf.Tensor3D,
  { weights }: LossEvaluateOptions,
): BatchTargets {
  const { c: classCount } = parseShape(logits, "b h w c");
  checkShape("labels", labels.shape, logits.shape);
  if (weights !== undefined) checkShape("weights", weights.shape, logits.shape);
  const flat = tf.cast(tf.reshape(labels, [-1]), "int32") as tf.Tensor1D;
  const oneHot = tf.cast(tf.oneHot(flat, classCount), "float32") as tf.Tensor2D; // asked for float32, wasm writes integers
  const valid = tf.sum(oneHot, 1, true) as tf.Tensor2D;
  const counted = tf.sum(tf.cast(tf.notEqual(flat, tf.scalar(IGNORE_INDEX, "int32")), "float32"));
  const fits = tf.cast(tf.equal(counted, tf.sum(valid)), "float32");
  return {
    oneHot,
    valid,
    patches: logits.shape[0],
    weights: weights === undefined ? null : tf.reshape(weights, [-1, 1]),
    alarm: tf.div(tf.scalar(0), fits),
  };
}

function checkShape(name: string, shape: readonly number[], logits: readonly number[]): void {
  const expected = logits.slice(0, 3);
  if (shape.length === 3 && expected.every((size, axis) => size === shape[axis])) return;
  throw new LossesError("SHAPE_MISMATCH", {
    message:
      `${name} are [${shape.join(", ")}], but logits [${logits.join(", ")}] need ` +
      `[${expected.join(", ")}]; give one number per pixel`,
    context: { name, shape: [...shape], expected },
  });
}

/** Class weights as a row `[1, class]`, or null; their number must be that of the classes. */
export function classWeightRow(weights: readonly number[] | null, classCount: number): tf.Tensor2D | null {
  if (weights === null) return null;
  if (weights.length !== classCount) {
    throw new LossesError("CLASS_COUNT_MISMATCH", {
      message:
        `there are ${weights.length} class weights, but the logits have ${classCount} classes; ` +
        "give one weight per class",
      context: { weights: weights.length, classes: classCount },
    });
  }
  return tf.tensor2d([...weights], [1, classCount]);
}
