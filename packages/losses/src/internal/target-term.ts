import * as tf from "@tensorflow/tfjs-core";
import type { BatchTargets } from "./batch-targets.ts";
import type { PixelTerm } from "./pixel-mean.ts";
import { sumAcross, sumRows } from "./rows.ts";
import type { SoftmaxRows } from "./softmax-terms.ts";

/** -Σ target · ln p of a constant target `[pixel, class]`, with the gradient p · Σ target - target. */
export function targetTerm(target: (rows: SoftmaxRows, targets: BatchTargets) => tf.Tensor2D): PixelTerm {
  return (rows, targets) => {
    const wanted = target(rows, targets);
    return {
      each: tf.neg(sumRows(tf.mul(wanted, rows.logarithms()))),
      slopes: tf.sub(tf.mul(rows.probabilities, sumAcross(wanted)), wanted),
    };
  };
}
