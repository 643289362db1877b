import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { input, loadLayersModel, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { convolution } from "./convolution.ts";
import { depthwiseConvolution } from "./depthwise-convolution.ts";
import { isTensorError } from "./errors.ts";
import { gelu } from "./gelu.ts";
import { layerNorm } from "./layer-norm.ts";
import { layerScale } from "./layer-scale.ts";
import type { Layer } from "./layers/stateless-layer.ts";
import { averagePool, maxPool } from "./pool.ts";
import { registerLayers } from "./register-layers.ts";
import { relu6 } from "./relu6.ts";

const FLOAT32_SUM = 1e-5;

const wave = (shape: number[], salt = 1) => {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(salt * (i + 1) * 12.9898));
  return tf.tensor(values, shape);
};

function valuesOf(layer: Layer, x: tf.Tensor, weights: tf.Tensor[] = []): Float32Array {
  layer.apply(x);
  if (weights.length > 0) layer.setWeights(weights);
  return (layer.apply(x) as tf.Tensor).dataSync<"float32">();
}

test.each([
  { size: [7, 9], kernelSize: 3, dilation: 2, padding: 2 },
  { size: [10, 5], kernelSize: 3, dilation: 4, padding: 4 },
  { size: [11, 13], kernelSize: 5, dilation: 3, padding: 1 },
  { size: [1, 2], kernelSize: 3, dilation: 5, padding: 5 },
])(
  "a $kernelSize×$kernelSize kernel of dilation $dilation and padding $padding looks where TensorFlow.js looks",
  async ({ size, ...window }) => {
    await expectNoTensorLeak(() =>
      tf.tidy(() => {
        const { kernelSize, dilation, padding } = window;
        const x = wave([2, ...size, 3]) as tf.Tensor4D;
        const [kernel, own] = [
          wave([kernelSize, kernelSize, 3, 4], 2) as tf.Tensor4D,
          wave([kernelSize, kernelSize, 3, 1], 3) as tf.Tensor4D,
        ];
        const plain = convolution({ name: "c", filters: 4, ...window });
        const depthwise = depthwiseConvolution({ name: "d", ...window });
        const expected = [
          tf.conv2d(x, kernel, 1, padding, "NHWC", dilation),
          tf.depthwiseConv2d(x, own, 1, padding, "NHWC", dilation),
        ];
        const found = [valuesOf(plain, x, [kernel]), valuesOf(depthwise, x, [own])];
        expected.forEach((tensor, index) => {
          const values = tensor.dataSync();
          expect(found[index]).toHaveLength(values.length);
          const errors = values.map((value, i) => Math.abs(value - found[index]![i]!));
          expect(Math.max(...errors)).toBeLessThan(FLOAT32_SUM);
        });
        expect(plain.computeOutputShape([2, ...size, 3])).toEqual(expected[0]!.shape);
        expect(depthwise.computeOutputShape([2, ...size, 3])).toEqual(expected[1]!.shape);
        plain.dispose();
        depthwise.dispose();
      }),
    );
  },
);

test("a stride and a dilation together are refused", () => {
  const options = { name: "c", filters: 2, kernelSize: 3, strides: 2, dilation: 2 };
  expect(() => convolution(options)).toThrowErrorMatchingInlineSnapshot(
    `[TensorError: layer "c" has stride 2 and dilation 2, but one of them must be 1; leave one out]`,
  );
  try {
    depthwiseConvolution(options);
    expect.unreachable();
  } catch (error) {
    expect(isTensorError(error, "DILATED_STRIDE")).toBe(true);
  }
});

test("layer norm gives every position mean 0 and variance 1, far from zero too", () => {
  tf.tidy(() => {
    const x = tf.add(wave([2, 2, 3, 8]), 100);
    const y = tf.tensor(valuesOf(layerNorm({ name: "n", epsilon: 1e-6 }), x), x.shape);
    const { mean, variance } = tf.moments(y, -1);
    for (const value of mean.dataSync()) expect(Math.abs(value)).toBeLessThan(1e-4);
    for (const value of variance.dataSync()) expect(Math.abs(value - 1)).toBeLessThan(1e-3);
  });
});

test("activations at known places", () => {
  tf.tidy(() => {
    const x = tf.tensor1d([-1, 0, 3, 7, Number.NaN]);
    expect([...valuesOf(relu6({ name: "r" }), x)]).toEqual([0, 0, 3, 6, Number.NaN]);
    const [low, zero, high, large] = valuesOf(gelu({ name: "g" }), tf.tensor1d([-1, 0, 1, 8]));
    expect(low).toBeCloseTo(-0.158655, 5);
    expect(zero).toBeCloseTo(0, 6);
    expect(high).toBeCloseTo(0.841345, 5);
    expect(large).toBe(8);
    expect(valuesOf(layerScale({ name: "s" }), tf.ones([1, 1, 1, 2]))[1]).toBeCloseTo(1e-6, 12);
  });
});

test("pools: the largest also among negative values, the mean with zeros outside", () => {
  tf.tidy(() => {
    const x = tf.reshape(tf.range(-16, 0), [1, 4, 4, 1]);
    expect([...valuesOf(maxPool({ name: "m", kernelSize: 2, strides: 2 }), x)]).toEqual([-11, -9, -3, -1]);
    const average = averagePool({ name: "a", kernelSize: 2, strides: 2, padding: 1 });
    expect([...valuesOf(average, x)]).toEqual(
      [-4, -7.25, -3.25, -5, -8.5, -3.5, -1, -1.25, -0.25].map((value) => value),
    );
    expect(average.computeOutputShape([1, 4, 5, 1])).toEqual([1, 3, 3, 1]);
  });
});

test("a model of these layers, saved and loaded, computes the same", async () => {
  registerLayers();
  const image = input({ shape: [null, null, 3] });
  const layers = [
    convolution({ name: "dilated", filters: 4, kernelSize: 3, dilation: 2, padding: 2 }),
    depthwiseConvolution({ name: "own", kernelSize: 3, padding: 1, useBias: true }),
    layerNorm({ name: "norm", epsilon: 1e-6 }),
    gelu({ name: "gelu" }),
    layerScale({ name: "scale" }),
    maxPool({ name: "max", kernelSize: 2, strides: 1 }),
    relu6({ name: "relu6" }),
    averagePool({ name: "average", kernelSize: 3, strides: 2, padding: 1 }),
  ];
  const output = layers.reduce((x, layer) => layer.apply(x) as SymbolicTensor, image);
  const original = model({ inputs: image, outputs: output });
  tf.tidy(() => original.setWeights(original.weights.map(({ shape }, i) => wave(shape as number[], i + 2))));
  const saved: tf.io.ModelArtifacts[] = [];
  await original.save({
    save: async (artifacts) => {
      saved.push(artifacts);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    },
  });
  const loaded = await loadLayersModel(tf.io.fromMemory(saved[0] as tf.io.ModelArtifacts));
  tf.tidy(() => {
    const patch = wave([2, 8, 5, 3]);
    const expected = (original.predict(patch) as tf.Tensor).dataSync();
    expect((loaded.predict(patch) as tf.Tensor).dataSync()).toEqual(expected);
    expect(expected.some((value) => value !== 0)).toBe(true);
  });
  for (const network of [original, loaded]) network.dispose();
});
