import * as tf from "@tensorflow/tfjs-core";

/** Arguments are raised by this before the asymptotic series, which is then right to 1e-9. */
const RAISED = 6;

/**
 * ln Γ(x) for x > 0, number by number: Stirling's series at x + 6, brought back by Γ(x + 1) = x Γ(x).
 *
 * @see {@link https://dlmf.nist.gov/5.11#E1 | DLMF 5.11.1}
 */
export function logGamma<T extends tf.Tensor>(x: T): T {
  const z = tf.add(x, RAISED);
  const inverse = tf.div(1, z);
  const square = tf.mul(inverse, inverse);
  const tail = tf.mul(inverse, tf.add(1 / 12, tf.mul(square, tf.add(-1 / 360, tf.div(square, 1260)))));
  const series = tf.add(
    tf.sub(tf.mul(tf.sub(z, 0.5), tf.log(z)), z),
    tf.add(tail, Math.log(2 * Math.PI) / 2),
  );
  const passed = [0, 1, 2, 3, 4, 5].map((step) => tf.log(tf.add(x, step)));
  return tf.sub(series, tf.addN(passed)) as T;
}

/**
 * ψ(x), the derivative of ln Γ, for x > 0, number by number.
 *
 * @see {@link https://dlmf.nist.gov/5.11#E2 | DLMF 5.11.2}
 */
export function digamma<T extends tf.Tensor>(x: T): T {
  const z = tf.add(x, RAISED);
  const inverse = tf.div(1, z);
  const square = tf.mul(inverse, inverse);
  const tail = tf.mul(square, tf.add(1 / 12, tf.mul(square, tf.add(-1 / 120, tf.div(square, 252)))));
  const series = tf.sub(tf.sub(tf.log(z), tf.div(inverse, 2)), tail);
  const passed = [0, 1, 2, 3, 4, 5].map((step) => tf.div(1, tf.add(x, step)));
  return tf.sub(series, tf.addN(passed)) as T;
}
