import * as tf from "@tensorflow/tfjs-core";
import { columnSums } from "./internal/column-sums.ts";
import { runFused } from "./internal/fused.ts";

/** What {@link batchNormalisation} measured: per channel, variance biased (divided by `count`). */
export interface BatchStatistics {
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
  /** Number of values behind each channel: batch × height × width. */
  readonly count: number;
}

/**
 * Normalises `[b, h, w, c]` by the statistics of the batch: `(x − mean) / √(variance + epsilon) · weight + bias`.
 * Exact gradient to all three inputs in few passes.
 *
 * @param onStatistics - Called once with the batch's statistics; the tensors are freed afterwards.
 * @see {@link https://arxiv.org/abs/1502.03167 | Ioffe and Szegedy, ICML 2015}
 */
export function batchNormalisation(
  x: tf.Tensor4D,
  weight: tf.Tensor1D,
  bias: tf.Tensor1D,
  epsilon: number,
  onStatistics: (statistics: BatchStatistics) => void = () => undefined,
): tf.Tensor4D {
  const operation = tf.customGrad((...inputs) => {
    const [input, scale, shift] = inputs as unknown as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D];
    const save = inputs[3] as unknown as tf.GradSaveFunc;
    const { value, mean, variance } = forward(input, scale, shift, epsilon);
    onStatistics({ mean, variance, count: input.size / mean.size });
    save([input, scale, mean, variance]);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(dy, saved, epsilon) };
  });
  return operation(x, weight, bias) as tf.Tensor4D;
}

function forward(x: tf.Tensor4D, weight: tf.Tensor1D, bias: tf.Tensor1D, epsilon: number) {
  const fused = runFused("UndercoatBatchNorm", [x, weight, bias], { epsilon });
  if (fused) {
    const [value, mean, variance] = fused as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
    return { value, mean, variance };
  }
  const count = x.size / weight.size;
  const mean = tf.div(columnSums(x), count) as tf.Tensor1D;
  const centred = tf.sub(x, mean);
  const variance = tf.div(columnSums(tf.square(centred)), count) as tf.Tensor1D;
  const scale = tf.mul(weight, tf.rsqrt(tf.add(variance, epsilon)));
  return { value: tf.add(tf.mul(centred, scale), bias), mean, variance };
}

/** With x̂ the normalised input: dx = weight/σ · (dy − mean(dy) − x̂ · mean(dy · x̂)). */
function backward(dy: tf.Tensor, saved: readonly tf.Tensor[], epsilon: number): tf.Tensor[] {
  const fused = runFused("UndercoatBatchNormGrad", [dy, ...saved], { epsilon });
  if (fused) return fused;
  const [x, weight, mean, variance] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const count = x.size / weight.size;
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const normalised = tf.mul(tf.sub(x, mean), inverse);
  const dBias = columnSums(dy);
  const dWeight = columnSums(tf.mul(dy, normalised));
  const centred = tf.sub(tf.sub(dy, tf.div(dBias, count)), tf.mul(normalised, tf.div(dWeight, count)));
  return [tf.mul(centred, tf.mul(weight, inverse)), dWeight, dBias];
}
