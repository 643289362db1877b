import * as tf from "@tensorflow/tfjs-core";
import { columnSums } from "./internal/column-sums.ts";

/** Options of {@link groupNormalisation}. */
export interface GroupNormalisationOptions {
  /** A divisor of the number of channels; neighbouring channels form a group. */
  readonly groups: number;
  readonly epsilon: number;
}

/**
 * Normalises every image and group of channels of `[b, h, w, c]` by its own mean and biased variance, then scales and
 * shifts every channel. Exact gradient to all three inputs in few passes.
 *
 * @see {@link https://arxiv.org/abs/1803.08494 | Wu and He, ECCV 2018}
 */
export function groupNormalisation(
  x: tf.Tensor4D,
  weight: tf.Tensor1D,
  bias: tf.Tensor1D,
  { groups, epsilon }: GroupNormalisationOptions,
): tf.Tensor4D {
  const operation = tf.customGrad((...inputs) => {
    const [input, scale, shift] = inputs as unknown as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D];
    const save = inputs[3] as unknown as tf.GradSaveFunc;
    const centred = tf.sub(input, groupMeans(input, groups)) as tf.Tensor4D;
    const variance = groupMeans(tf.square(centred) as tf.Tensor4D, groups);
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    const normalised = tf.mul(centred, inverse);
    save([normalised, inverse, scale]);
    const value = tf.add(tf.mul(normalised, scale), shift);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradients(dy, saved, groups) };
  });
  return operation(x, weight, bias) as tf.Tensor4D;
}

/** With x̂ the normalised input and d = dy · weight: dx = (d − mean(d) − x̂ · mean(d · x̂)) / σ. */
function gradients(dy: tf.Tensor, saved: readonly tf.Tensor[], groups: number): tf.Tensor[] {
  const [normalised, inverse, weight] = saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D];
  const scaled = tf.mul(dy, weight) as tf.Tensor4D;
  const along = tf.mul(normalised, groupMeans(tf.mul(scaled, normalised) as tf.Tensor4D, groups));
  const centred = tf.sub(tf.sub(scaled, groupMeans(scaled, groups)), along);
  return [tf.mul(centred, inverse), columnSums(tf.mul(dy, normalised)), columnSums(dy)];
}

/** The mean of every image and group, repeated for each of its channels: `[b, 1, 1, c]`. No size is written down. */
function groupMeans(x: tf.Tensor4D, groups: number): tf.Tensor4D {
  return tf.tidy(() => {
    const channels = x.shape[3];
    const members = channels / groups;
    const shares = Float32Array.from({ length: channels * channels }, (_, index) => {
      const [from, to] = [Math.floor(index / channels), index % channels];
      return Math.floor(from / members) === Math.floor(to / members) ? 1 / members : 0;
    });
    const means = tf.mean(x, [1, 2], true) as tf.Tensor4D;
    return tf.conv2d(means, tf.tensor4d(shares, [1, 1, channels, channels]), 1, "valid");
  });
}
