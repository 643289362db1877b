import * as tf from "@tensorflow/tfjs-core";
import type * as z from "zod";
import type { TLossOptions } from "../t-loss-options.ts";
import type { BatchTargets } from "./batch-targets.ts";
import { digamma, logGamma } from "./log-gamma.ts";
import { countedWeights } from "./pixel-mean.ts";
import { spread, sumRows, throughSoftmax } from "./rows.ts";
import type { SoftmaxRows } from "./softmax-terms.ts";
import type { Stated } from "./stated-gradient.ts";

type Options = z.output<typeof TLossOptions>;

/** Keeps the degrees of freedom above 0, as in the paper. */
const SMALLEST_FREEDOM = 1e-8;

/** The T-loss, and its gradient by the logits `[pixel, class]` and by ν. */
export function tLossTerm(rows: SoftmaxRows, targets: BatchTargets, nu: tf.Scalar, options: Options): Stated {
  const weights = countedWeights(targets);
  const residuals = tf.sub<tf.Tensor2D>(rows.probabilities, targets.oneHot);
  const squares = tf.div<tf.Tensor2D>(sumRows(tf.square(residuals)), 2); // (p - y)² of two classes, once
  const perPatch = (x: tf.Tensor) => tf.sum(tf.reshape(x, [targets.patches, -1]), 1, true);
  const size = perPatch(weights);
  const distance = perPatch(tf.mul(squares, weights));
  const { value, byDistance, byNu } = likelihood({ nu, size, distance, logPrecision: options.logPrecision });
  const share = patchShare(size, options.reduction);
  const ofPatch = tf.reshape(tf.mul(byDistance, share), [targets.patches, 1]) as tf.Tensor2D;
  const pixels = weights.size / targets.patches;
  const ofPixel = tf.mul<tf.Tensor2D>(tf.reshape<tf.Rank.R2>(spread(ofPatch, pixels), [-1, 1]), weights);
  const slopes = tf.mul<tf.Tensor2D>(residuals, spread(ofPixel, residuals.shape[1]));
  return {
    value: tf.add(tf.sum(tf.mul(value, share)), targets.alarm),
    gradients: [throughSoftmax(slopes, rows.probabilities), tf.sum(tf.mul(byNu, share))],
  };
}

/** What every patch counts, `[patch, 1]`: 0 for one without a pixel that counts. */
function patchShare(size: tf.Tensor, reduction: Options["reduction"]): tf.Tensor {
  const occupied = tf.cast(tf.greater(size, 0), "float32");
  const share = tf.div(occupied, tf.maximum(tf.sum(occupied), 1));
  return reduction === "patch" ? share : tf.div(share, tf.maximum(size, 1e-30));
}

interface Patches {
  readonly nu: tf.Scalar;
  readonly size: tf.Tensor;
  readonly distance: tf.Tensor;
  readonly logPrecision: number;
}

/** -ln of Student's density per patch, and its derivatives by the squared distance and by ν. */
function likelihood({
  nu,
  size,
  distance,
  logPrecision,
}: Patches): Record<"value" | "byDistance" | "byNu", tf.Tensor> {
  const exponential = tf.exp(nu);
  const freedom = tf.add(exponential, SMALLEST_FREEDOM);
  const half = tf.div(tf.add(freedom, size), 2);
  const scaled = tf.mul(distance, Math.exp(logPrecision));
  const ratio = tf.div(scaled, freedom);
  const logarithm = tf.log(tf.add(1, ratio));
  const gammas = tf.sub(logGamma(tf.div(freedom, 2)), logGamma(half));
  const scale = tf.sub(tf.add(tf.log(freedom), Math.log(Math.PI)), logPrecision);
  const spreadOut = tf.mul(tf.div(size, 2), scale);
  const digammas = tf.div(tf.sub(digamma(tf.div(freedom, 2)), digamma(half)), 2);
  const bySize = tf.div(size, tf.mul(freedom, 2));
  const byRatio = tf.div(half, tf.add(1, ratio));
  const byFreedom = tf.sub(
    tf.add(tf.add(digammas, bySize), tf.div(logarithm, 2)),
    tf.div(tf.mul(byRatio, ratio), freedom),
  );
  return {
    value: tf.add(tf.add(gammas, spreadOut), tf.mul(half, logarithm)),
    byDistance: tf.div(tf.mul(byRatio, Math.exp(logPrecision)), freedom),
    byNu: tf.mul(byFreedom, exponential),
  };
}
