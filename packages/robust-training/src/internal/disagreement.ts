import * as tf from "@tensorflow/tfjs-core";

/** One network against the other, by pixel. */
interface Sides {
  readonly first: tf.Tensor2D;
  readonly second: tf.Tensor2D;
}

/** KL(p‖q) + KL(q‖p) of every pixel, `[pixel, 1]`, of logits `[pixel, class]`. */
export function disagreementOf({ first, second }: Sides): tf.Tensor2D {
  const [a, b] = [tf.logSoftmax(first), tf.logSoftmax(second)];
  return tf.sum(tf.mul(tf.sub(tf.exp(a), tf.exp(b)), tf.sub(a, b)), 1, true) as tf.Tensor2D;
}

/** The mean of {@link disagreementOf} over pixels with constant weights `[batch, height, width]`; 0 where all are 0. */
export function meanDisagreement(first: tf.Tensor4D, second: tf.Tensor4D, weights: tf.Tensor3D): tf.Scalar {
  const operation = tf.customGrad((...given) => {
    const [x, y, save] = given as unknown as [tf.Tensor4D, tf.Tensor4D, tf.GradSaveFunc];
    const rows = (z: tf.Tensor4D) => tf.reshape(z, [-1, z.shape[3]]) as tf.Tensor2D;
    const sides = { first: rows(x), second: rows(y) };
    const share = tf.reshape(tf.div(weights, tf.maximum(tf.sum(weights), 1e-7)), [-1, 1]) as tf.Tensor2D;
    const slopes = [slope(sides, share), slope({ first: sides.second, second: sides.first }, share)];
    save(slopes.map((one) => tf.reshape(one, x.shape)));
    return {
      value: tf.sum(tf.mul(share, disagreementOf(sides))),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => saved.map((one) => tf.mul(one, dy)),
    };
  });
  return operation(first, second) as tf.Scalar;
}

/** By the logits of the first: p (ln p − ln q) + p − q − p KL(p‖q). */
function slope({ first, second }: Sides, share: tf.Tensor2D): tf.Tensor2D {
  const [a, b] = [tf.logSoftmax(first), tf.logSoftmax(second)];
  const [p, q] = [tf.exp(a), tf.exp(b)];
  const weighed = tf.mul(p, tf.sub(a, b));
  const own = tf.sub(tf.add(weighed, tf.sub(p, q)), tf.mul(p, tf.sum(weighed, 1, true)));
  return tf.mul(own, share) as tf.Tensor2D;
}
