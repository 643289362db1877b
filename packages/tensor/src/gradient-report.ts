import * as tf from "@tensorflow/tfjs-core";
import type { LayerVariable } from "@tensorflow/tfjs-layers";
import { adaptiveAveragePool, globalMean } from "./adaptive-average-pool.ts";
import { add } from "./add.ts";
import { batchNorm } from "./batch-norm.ts";
import { concatenate } from "./concatenate.ts";
import { convolution } from "./convolution.ts";
import { channelDropout, dropout } from "./dropout.ts";
import { currentEngine } from "./engine.ts";
import { gradientError } from "./gradient-error.ts";
import { groupNorm } from "./group-norm.ts";
import { encoderGradientCases } from "./internal/encoder-gradient-cases.ts";
import type { Layer } from "./layers/stateless-layer.ts";
import { maxPool3x3Stride2 } from "./max-pool.ts";
import { multiply } from "./multiply.ts";
import { relu } from "./relu.ts";
import { type ImageSize, type ResampleOptions, resample } from "./resample.ts";
import { sigmoid } from "./sigmoid.ts";
import { transposedConvolution } from "./transposed-convolution.ts";
import { upsampleBilinear } from "./upsample-bilinear.ts";
import { upsampleBilinear2x } from "./upsample-bilinear-layer.ts";
import { upsampleBy } from "./upsample-by.ts";
import { upsampleNearest2x } from "./upsample-nearest.ts";
import { upsampleTo } from "./upsample-to.ts";

/** One checked gradient. */
export interface GradientRow {
  /** The operation or layer, and what the gradient is taken to, such as `"convolution 3×3 stride 2, weight"`. */
  readonly name: string;
  /** The largest difference from finite differences; see {@link gradientError}. */
  readonly error: number;
}

/** A checkable gradient: a function, the point to check it at, and the layer to free afterwards. */
interface GradientCase {
  readonly name: string;
  readonly shape: readonly number[];
  readonly f: (x: tf.Tensor) => tf.Tensor;
  readonly step?: number;
  readonly layer?: Layer;
}

/**
 * Checks every operation and layer of this package against finite differences on the active
 * engine, compiled where it compiles, at batch 2 and non-square sizes: its self-test. Takes some seconds.
 *
 * @returns One row per gradient, in a fixed order. Errors up to 5e-3 are float32 rounding.
 */
export async function gradientReport(): Promise<GradientRow[]> {
  const compiler = currentEngine()?.compiler;
  const rows: GradientRow[] = [];
  for (const { name, shape, f, step, layer } of gradientCases()) {
    const x = testTensor(shape);
    const options = { step: step ?? 1e-2, ...(compiler === undefined ? {} : { compiler }) };
    rows.push({ name, error: gradientError(f, x, options) });
    x.dispose();
    layer?.dispose();
    await Promise.resolve();
  }
  return rows;
}

const SHAPE = [2, 4, 6, 3];
const GATES = [SHAPE, [2, 1, 1, 3], [2, 4, 6, 1]];
const KINK_STEP = 1e-3; // shorter than the distance of any test value to a kink

function gradientCases(): GradientCase[] {
  return [
    { name: "upsampleBilinear ×2", shape: SHAPE, f: (x) => upsampleBilinear(x as tf.Tensor4D, 2) },
    { name: "upsampleBilinear ×4", shape: SHAPE, f: (x) => upsampleBilinear(x as tf.Tensor4D, 4) },
    ...statelessCases(),
    ...resampleCases(),
    ...parameterCases("groupNorm", () => groupNorm({ name: "check", groups: 3 }), {}),
    ...transposedCases(),
    ...[1, 2].flatMap((strides) => [1, 3, 7].flatMap((kernelSize) => convolutionCases(kernelSize, strides))),
    ...encoderGradientCases({ input: inputCase, parameters: parameterCases }),
    ...[true, false].flatMap((training) => batchNormCases(training)),
    inputCase("batchNorm frozen", frozen(batchNorm({ name: "check" })), (x) => x),
  ];
}

function statelessCases(): GradientCase[] {
  const other = () => testTensor(SHAPE, 5);
  const odd = (x: tf.Tensor) => [x, tf.zeros([SHAPE[0]!, 2 * SHAPE[1]! - 1, 2 * SHAPE[2]! - 1, 1])];
  return [
    inputCase("relu", relu({ name: "check" }), (x) => x, KINK_STEP),
    inputCase("maxPool3x3Stride2", maxPool3x3Stride2({ name: "check" }), (x) => tf.relu(x), KINK_STEP),
    inputCase("upsampleNearest2x", upsampleNearest2x({ name: "check" }), (x) => x),
    inputCase("upsampleBilinear2x", upsampleBilinear2x({ name: "check" }), (x) => x),
    inputCase("upsampleTo odd, nearest", upsampleTo({ name: "check", interpolation: "nearest" }), odd),
    inputCase("upsampleTo odd, bilinear", upsampleTo({ name: "check", interpolation: "bilinear" }), odd),
    inputCase(
      "upsampleBy 2, aligned corners",
      upsampleBy({ name: "check", factor: 2, interpolation: "bilinear", alignCorners: true }),
      (x) => x,
    ),
    inputCase("adaptiveAveragePool", adaptiveAveragePool({ name: "check", size: 5 }), (x) => x),
    inputCase("globalMean", globalMean({ name: "check" }), (x) => x),
    dropoutCase("dropout", dropout({ name: "check", rate: 0.4 })),
    dropoutCase("channelDropout", channelDropout({ name: "check", rate: 0.4 })),
    inputCase("sigmoid", sigmoid({ name: "check" }), (x) => x),
    inputCase("multiply", multiply({ name: "check" }), (x) => [x, other()]),
    ...GATES.map(gateCase),
    inputCase("add", add({ name: "check" }), (x) => [x, other(), x]),
    inputCase("concatenate", concatenate({ name: "check" }), (x) => [other(), x]),
  ];
}

/** In training, with the same values dropped at every evaluation. */
function dropoutCase(name: string, layer: Layer): GradientCase {
  const f = (x: tf.Tensor) =>
    tf.tidy(() => {
      layer.apply(x); // builds it
      layer.weights[0]?.write(tf.tensor1d([5, 7]));
      return layer.apply(x, { training: true }) as tf.Tensor;
    });
  return { name, shape: SHAPE, f, layer };
}

function gateCase(shape: readonly number[]): GradientCase {
  const layer = multiply({ name: "check" });
  const f = (gate: tf.Tensor) => tf.tidy(() => layer.apply([testTensor(SHAPE, 5), gate]) as tf.Tensor);
  return { name: `multiply, gate [${shape.join(", ")}]`, shape, f, layer };
}

function resampleCases(): GradientCase[] {
  const sizes: ImageSize[] = [
    [7, 11],
    [3, 2],
  ];
  const rules: ResampleOptions[] = [
    { mode: "nearest" },
    { mode: "bilinear" },
    { mode: "bilinear", alignCorners: true },
    { mode: "bicubic" },
    { mode: "average" },
  ];
  return rules.flatMap((rule) =>
    sizes.map((size) => ({
      name: `resample ${rule.mode}${rule.alignCorners ? ", aligned corners," : ""} to ${size.join("×")}`,
      shape: SHAPE,
      f: (x: tf.Tensor) => resample(x as tf.Tensor4D, size, rule),
    })),
  );
}

function transposedCases(): GradientCase[] {
  const options = { name: "check", filters: 5, kernelSize: 4, strides: 2, padding: 1, useBias: true };
  return parameterCases("transposedConvolution 4×4 stride 2", () => transposedConvolution(options), {});
}

function convolutionCases(kernelSize: number, strides: number): GradientCase[] {
  const padding = (kernelSize - 1) / 2;
  const options = { name: "check", filters: 5, useBias: true, kernelSize, strides, padding };
  return parameterCases(
    `convolution ${kernelSize}×${kernelSize} stride ${strides}`,
    () => convolution(options),
    {},
  );
}

function batchNormCases(training: boolean): GradientCase[] {
  const name = `batchNorm ${training ? "in training" : "at inference"}`;
  return parameterCases(name, () => batchNorm({ name: "check" }), { training });
}

function frozen(layer: Layer): Layer {
  layer.trainable = false;
  return layer;
}

function inputCase(
  name: string,
  layer: Layer,
  inputs: (x: tf.Tensor) => tf.Tensor | tf.Tensor[],
  step?: number,
): GradientCase {
  const f = (x: tf.Tensor) => tf.tidy(() => layer.apply(inputs(x)) as tf.Tensor);
  return { name, shape: SHAPE, f, layer, ...(step === undefined ? {} : { step }) };
}

/** The gradient to the input and to each trainable weight, with all the others fixed. */
function parameterCases(name: string, make: () => Layer, kwargs: object): GradientCase[] {
  const first = builtLayer(make);
  const input = (x: tf.Tensor) => first.apply(x, kwargs) as tf.Tensor;
  const weights = first.trainableWeights.map(({ originalName, shape }, index) => {
    const layer = builtLayer(make);
    const variable = layer.trainableWeights[index] as LayerVariable;
    const f = (value: tf.Tensor) =>
      tf.tidy(() => {
        variable.read = () => value as tf.Variable;
        return layer.apply(testTensor(SHAPE), kwargs) as tf.Tensor;
      });
    return { name: `${name}, ${originalName}`, shape: shape as number[], f, layer };
  });
  return [{ name: `${name}, input`, shape: SHAPE, f: input, layer: first }, ...weights];
}

/** The layer for {@link SHAPE} with weights that are not zero. */
function builtLayer(make: () => Layer): Layer {
  const layer = make();
  tf.tidy(() => void layer.apply(testTensor(SHAPE))); // builds it
  for (const [index, variable] of layer.trainableWeights.entries()) {
    tf.tidy(() => void variable.write(tf.mul(testTensor(variable.shape as number[], index + 2), 0.5)));
  }
  return layer;
}

/** Values in about (−1, 1), none nearer to 0 than 0.02. */
function testTensor(shape: readonly number[], salt = 1): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, (_, i) => {
    const value = Math.sin((i + 1) * 12.9898 * salt) * 43758.5453;
    const unit = 2 * (value - Math.floor(value)) - 1;
    return unit + 0.02 * Math.sign(unit);
  });
  return tf.tensor(values, [...shape]);
}
