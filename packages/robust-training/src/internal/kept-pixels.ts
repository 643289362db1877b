import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { MethodMoment, PreparedBatch } from "@undercoat/training";
import { labelProbability, type PixelRows, rowsOf } from "./rows-of.ts";
import { boundOfShare } from "./smallest-share.ts";

/** Which share is kept, and of what. */
export interface Keeping {
  readonly kept: tf.Tensor;
  readonly perClass: boolean;
}

/** How the share that is left out rises. */
export interface RisingShare {
  readonly noiseRate: number;
  readonly rampSteps: number;
}

/** The share that is kept at this step, as the input `kept`. */
export function withKeptShare(
  batch: Batch,
  { step }: MethodMoment,
  { noiseRate, rampSteps }: RisingShare,
): PreparedBatch {
  const kept = 1 - noiseRate * Math.min(1, step / rampSteps);
  return { batch, inputs: { kept: { shape: [1, 1], data: Float32Array.of(kept) } } };
}

/** `[batch, height, width]`: 1 where the cross-entropy is among the smallest. */
export function keptPixels(logits: tf.Tensor4D, labels: tf.Tensor3D, keeping: Keeping): tf.Tensor3D {
  return tf.tidy(() => {
    const rows = rowsOf(logits, labels);
    return smallestOf(entropyOf(rows), rows, labels, keeping);
  });
}

/** Cross-entropy of every pixel, `[pixel, 1]`. */
export function entropyOf(rows: PixelRows): tf.Tensor2D {
  return tf.neg(tf.log(tf.maximum(labelProbability(rows), 1e-7))) as tf.Tensor2D;
}

/** `[batch, height, width]`: 1 where a loss `[pixel, 1]` is among the smallest. Call it inside a tidy. */
export function smallestOf(
  losses: tf.Tensor2D,
  { oneHot, valid }: PixelRows,
  labels: tf.Tensor3D,
  { kept, perClass }: Keeping,
): tf.Tensor3D {
  const members = perClass ? oneHot : valid;
  const bounds = boundOfShare(losses, members, kept);
  const left = tf.mul(members, tf.cast(tf.greater(losses, bounds), "float32"));
  return tf.reshape(tf.sum(tf.sub(members, left), 1), labels.shape);
}
