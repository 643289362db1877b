import { createHash } from "node:crypto";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { batchNorm } from "./batch-norm.ts";
import type { Layer } from "./layers/stateless-layer.ts";

const COUNT = 2 * 3 * 5;
const values = Float32Array.from({ length: COUNT * 2 }, (_, i) => 3 + 2 * Math.sin(5 * i));
const image = () => tf.tensor4d(values, [2, 3, 5, 2]);

function built(): Layer {
  const layer = batchNorm({ name: "bn" });
  tf.tidy(() => void layer.apply(image()));
  return layer;
}

function hashOf(layer: Layer): string {
  const hash = createHash("sha256");
  for (const weight of layer.weights) hash.update(new Uint8Array(weight.read().dataSync().buffer));
  return hash.digest("hex");
}

/** Mean and biased variance of one channel, in float64. */
function statisticsOf(channel: number): { mean: number; variance: number } {
  const column = [...values].filter((_, i) => i % 2 === channel);
  const mean = column.reduce((sum, v) => sum + v, 0) / COUNT;
  return { mean, variance: column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / COUNT };
}

test("weights have PyTorch's names, order and starting values", () => {
  const layer = built();
  expect(layer.weights.map(({ originalName }) => originalName)).toEqual([
    "bn/weight",
    "bn/bias",
    "bn/running_mean",
    "bn/running_var",
  ]);
  expect(layer.trainableWeights).toHaveLength(2);
  expect(layer.weights.map((weight) => weight.read().dataSync()[0])).toEqual([1, 0, 0, 1]);
  layer.dispose();
});

test("training normalises by the biased variance and keeps the unbiased one", async () => {
  await expectNoTensorLeak(() => {
    const layer = built();
    const y = tf.tidy(() => (layer.apply(image(), { training: true }) as tf.Tensor).dataSync());
    const [mean, variance] = layer.weights.slice(2).map((weight) => weight.read().dataSync());
    for (const channel of [0, 1]) {
      const expected = statisticsOf(channel);
      const first = ((values[channel] as number) - expected.mean) / Math.sqrt(expected.variance + 1e-5);
      expect(y[channel]).toBeCloseTo(first, 5);
      expect(mean?.[channel]).toBeCloseTo(0.1 * expected.mean, 5);
      expect(variance?.[channel]).toBeCloseTo(0.9 + (0.1 * expected.variance * COUNT) / (COUNT - 1), 5);
    }
    layer.dispose();
  });
});

test("at inference the running statistics are used and stay", () => {
  const layer = built();
  tf.tidy(() =>
    layer.setWeights([tf.tensor1d([2, 1]), tf.tensor1d([1, 0]), tf.tensor1d([3, 0]), tf.tensor1d([4, 1])]),
  );
  const before = hashOf(layer);
  const y = tf.tidy(() => (layer.apply(image()) as tf.Tensor).dataSync());
  expect(y[0]).toBeCloseTo((2 * ((values[0] as number) - 3)) / Math.sqrt(4 + 1e-5) + 1, 5);
  expect(hashOf(layer)).toBe(before);
  layer.dispose();
});

test("frozen, it is the same in training as at inference, and no weight or statistic changes", async () => {
  await expectNoTensorLeak(() => {
    const layer = built();
    layer.trainable = false;
    const before = hashOf(layer);
    tf.tidy(() => {
      const training = (layer.apply(image(), { training: true }) as tf.Tensor).dataSync();
      expect(training).toEqual((layer.apply(image()) as tf.Tensor).dataSync());
    });
    expect(hashOf(layer)).toBe(before);
    layer.trainable = true;
    tf.tidy(() => void layer.apply(image(), { training: true }));
    expect(hashOf(layer)).not.toBe(before);
    layer.dispose();
  });
});

test("NaN is not swallowed, in the output nor in the statistics", () => {
  const layer = built();
  const y = tf.tidy(() => {
    const x = tf.tensor4d(values.with(0, Number.NaN), [2, 3, 5, 2]);
    return (layer.apply(x, { training: true }) as tf.Tensor).dataSync();
  });
  expect([y[0], y[2]]).toEqual([Number.NaN, Number.NaN]);
  expect(y[1]).not.toBeNaN();
  expect(layer.weights[2]?.read().dataSync()[0]).toBeNaN();
  layer.dispose();
});
