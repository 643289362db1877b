import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of tfjs's own operations
import type { StepCompiler } from "./step-compiler.ts";

/** Options of {@link gradientError}. */
export interface GradientErrorOptions {
  /** Half the distance between the two points of a difference; 1e-2 if omitted, 1e-3 near kinks such as ReLU. */
  readonly step?: number;
  /** Checks `f` compiled by it instead of operation by operation. */
  readonly compiler?: StepCompiler;
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
  { step = 1e-2, compiler }: GradientErrorOptions = {},
): number {
  const checked = compiler === undefined ? uncompiled(f, x) : compiled(f, x, compiler);
  try {
    const values = Float32Array.from(x.dataSync());
    const analytic = checked.gradient(values);
    let worst = 0;
    values.forEach((value, i) => {
      const at = (moved: number) => checked.outputs(values.with(i, moved));
      const [high, low] = [Math.fround(value + step), Math.fround(value - step)];
      const numeric = weightedDifference(at(high), at(low), checked.factors) / (high - low);
      const error = Math.abs(numeric - (analytic[i] as number));
      worst = Number.isNaN(error) ? Number.NaN : Math.max(worst, error);
    });
    return worst;
  } finally {
    checked.dispose();
  }
}

/** A function whose gradient is checked; the score is the sum of `factors` times its outputs. */
interface Checked {
  readonly factors: ArrayLike<number>;
  outputs(values: Float32Array): Float32Array;
  /** Of the score. */
  gradient(values: Float32Array): Float32Array;
  dispose(): void;
}

function uncompiled(f: (x: tf.Tensor) => tf.Tensor, { shape }: tf.Tensor): Checked {
  const weights = tf.tidy(() => outputWeights(f(tf.zeros(shape)).shape));
  const score = (input: tf.Tensor) => tf.sum(tf.mul(f(input), weights)) as tf.Scalar;
  return {
    factors: weights.dataSync(),
    outputs: (values) => tf.tidy(() => f(tf.tensor(values, shape)).dataSync<"float32">()),
    gradient: (values) => tf.tidy(() => tf.grad(score)(tf.tensor(values, shape)).dataSync<"float32">()),
    dispose: () => weights.dispose(),
  };
}

function compiled(f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, compiler: StepCompiler): Checked {
  const { factors, dispose } = uncompiled(f, x);
  const others = Object.values(tf.engine().registeredVariables); // layers that f closes over
  const variable = tf.variable(x);
  const step = compiler.compileTrainStep({
    step: () => {
      const y = f(variable);
      return { loss: tf.sum(tf.mul(y, outputWeights(y.shape))), y };
    },
    inputs: {},
    trained: [variable],
    others,
  });
  const parameter = step.parameters[0]!;
  const outputs = (values: Float32Array) => {
    parameter.weights.set(parameter.fromVariableOrder(values));
    return (step.run({})["y"] as Float32Array).slice();
  };
  return {
    factors,
    outputs,
    gradient: (values) => {
      outputs(values);
      return parameter.toVariableOrder(parameter.gradient ?? new Float32Array(values.length));
    },
    dispose: () => {
      step.dispose();
      variable.dispose();
      dispose();
    },
  };
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
