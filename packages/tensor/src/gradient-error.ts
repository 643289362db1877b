import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of tfjs's own operations

/** Options of {@link gradientError}. */
export interface GradientErrorOptions {
  /** Half the distance between the two points of a difference; 1e-2 if omitted, 1e-3 near kinks such as ReLU. */
  readonly step?: number;
}

/**
 * The largest difference between the gradient of `f` at `x` and central finite differences,
 * in units of the gradient. The score is a fixed weighted sum of `f`'s outputs.
 *
 * Use a batch of at least 2 and a height that differs from the width: wrong kernels hide otherwise.
 *
 * @remarks Costs `2 · x.size` evaluations. Float32 leaves 1e-5 to 1e-3 at unit scale.
 */
export function gradientError(
  f: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  { step = 1e-2 }: GradientErrorOptions = {},
): number {
  const weights = tf.tidy(() => outputWeights(f(x).shape));
  const outputs = (values: Float32Array) => tf.tidy(() => f(tf.tensor(values, x.shape)).dataSync());
  const analytic = tf.tidy(() => {
    const score = (input: tf.Tensor) => tf.sum(tf.mul(f(input), weights)) as tf.Scalar;
    return tf.grad(score)(x).dataSync();
  });
  const factors = weights.dataSync();
  weights.dispose();
  const values = Float32Array.from(x.dataSync());
  let worst = 0;
  values.forEach((value, i) => {
    const at = (moved: number) => outputs(values.with(i, moved));
    const [high, low] = [Math.fround(value + step), Math.fround(value - step)];
    const numeric = weightedDifference(at(high), at(low), factors) / (high - low);
    const error = Math.abs(numeric - (analytic[i] as number));
    worst = Number.isNaN(error) ? Number.NaN : Math.max(worst, error);
  });
  return worst;
}

function outputWeights(shape: number[]): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(1.7 * i + 0.3)),
    shape,
  );
}

/** Σ weights · (high − low) in float64: the sum itself adds no rounding. */
function weightedDifference(
  high: ArrayLike<number>,
  low: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  return Array.from(high, (value, i) => (value - (low[i] ?? 0)) * (weights[i] ?? 0)).reduce(
    (sum, part) => sum + part,
    0,
  );
}
