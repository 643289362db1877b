import * as tf from "@tensorflow/tfjs-core";

/** Halvings of the interval: what is left is below the last digit of a float32 loss. */
const HALVINGS = 24;

/**
 * Per column, a bound at or below which at least `share` of the members lie: a quantile without sorting, so that a graph
 * can hold it. Values that differ by less than 2^-24 of the largest count as equal.
 *
 * @param values - `[pixel, 1]`, at least 0.
 * @param members - `[pixel, column]`, 1 or 0.
 * @param share - `[1, 1]`, above 0 and at most 1.
 * @returns `[1, column]`.
 */
export function boundOfShare(values: tf.Tensor2D, members: tf.Tensor2D, share: tf.Tensor): tf.Tensor2D {
  const wanted = tf.mul(tf.sum(members, 0, true), share);
  let high = tf.max(tf.mul(members, values), 0, true) as tf.Tensor2D;
  let low = tf.mul(high, 0) as tf.Tensor2D;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = tf.mul(tf.add(low, high), 0.5) as tf.Tensor2D;
    const above = tf.sum(tf.mul(members, tf.cast(tf.greater(values, middle), "float32")), 0, true);
    const inside = tf.sub(tf.sum(members, 0, true), above);
    const tooFew = tf.cast(tf.greater(wanted, inside), "float32");
    low = tf.add(tf.mul(tooFew, middle), tf.mul(tf.sub(1, tooFew), low));
    high = tf.add(tf.mul(tooFew, high), tf.mul(tf.sub(1, tooFew), middle));
  }
  return high;
}
