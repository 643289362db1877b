import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { channelDropout, DROPOUT_COUNTERS, dropout } from "./dropout.ts";
import type { Layer } from "./layers/stateless-layer.ts";

beforeAll(() => tf.setBackend("cpu"));

const SHAPE = [8, 10, 10, 50];

function factorsOf(layer: Layer, training = true): Float32Array {
  return tf.tidy(() => (layer.apply(tf.ones(SHAPE), { training }) as tf.Tensor).dataSync<"float32">());
}

function at(layer: Layer, draws: readonly [number, number]): Float32Array {
  tf.tidy(() => {
    layer.apply(tf.ones(SHAPE));
    layer.setWeights([tf.tensor1d([...draws])]);
  });
  return factorsOf(layer);
}

/** Correlation of what is kept. */
function correlation(a: Float32Array, b: Float32Array): number {
  const kept = (values: Float32Array) => Array.from(values, (value) => Number(value > 0));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [kept(a), kept(b)];
  const [mx, my] = [mean(x), mean(y)];
  const product = mean(x.map((value, index) => (value - mx) * (y[index]! - my)));
  return product / Math.sqrt(mx * (1 - mx) * my * (1 - my));
}

/** Five standard deviations of a correlation, or of a share times two, of 40 000 independent values. */
const CHANCE = 5 / Math.sqrt(40_000);

test.each([0.1, 0.2, 0.5, 0.9])("rate %d: that share goes, and the mean stays", (rate) => {
  const layer = dropout({ name: "layer", rate });
  for (const draws of [
    [0, 0],
    [5, 7],
    [1018, 1012],
  ] as const) {
    const factors = at(layer, draws);
    const gone = factors.filter((value) => value === 0).length / factors.length;
    expect(Math.abs(gone - rate)).toBeLessThan(CHANCE / 2);
    const mean = factors.reduce((sum, value) => sum + value, 0) / factors.length;
    expect(Math.abs(mean - 1)).toBeLessThan(CHANCE / (1 - rate));
  }
  layer.dispose();
});

test("values beside each other, above each other, in other images and at other steps go independently", () => {
  const layer = dropout({ name: "layer", rate: 0.5 });
  const now = at(layer, [3, 3]);
  for (const distance of [1, 2, 50, 500, 5000, 1019])
    expect(
      Math.abs(correlation(now.subarray(distance), now.subarray(0, -distance))),
      `${distance}`,
    ).toBeLessThan(CHANCE);
  for (const draws of [
    [4, 4],
    [5, 5],
    [103, 103],
    [3, 4],
    [4, 3],
  ] as const)
    expect(Math.abs(correlation(now, at(layer, draws))), `${draws}`).toBeLessThan(CHANCE);
  layer.dispose();
});

test("every step drops others, the state says which, and nothing leaks", async () => {
  const layer = dropout({ name: "layer", rate: 0.3 });
  const first = at(layer, [1018, 4]);
  expect([...layer.getWeights()[0]!.dataSync()]).toEqual([0, 5]);
  const second = factorsOf(layer);
  expect(second).not.toEqual(first);
  expect(at(layer, [0, 5])).toEqual(second);
  await expectNoTensorLeak(() => void factorsOf(layer));
  expect(DROPOUT_COUNTERS).toEqual([1019, 1013]);
  layer.dispose();
});

test("whole channels of an image go together", () => {
  const layer = channelDropout({ name: "layer", rate: 0.4 });
  const factors = at(layer, [5, 6]);
  const [b, h, w, c] = SHAPE as [number, number, number, number];
  const first = Array.from(
    { length: b * c },
    (_, index) => factors[Math.floor(index / c) * h * w * c + (index % c)],
  );
  factors.forEach((factor, index) => {
    const image = Math.floor(index / (h * w * c));
    if (factor !== first[image * c + (index % c)]) expect.fail(`place ${index}`);
  });
  expect(new Set(first).size).toBe(2);
  layer.dispose();
});

test("at inference, and frozen, it does nothing and its state stays", () => {
  const layer = dropout({ name: "layer", rate: 0.5 });
  expect(factorsOf(layer, false).every((value) => value === 1)).toBe(true);
  layer.trainable = false;
  expect(factorsOf(layer).every((value) => value === 1)).toBe(true);
  expect([...layer.getWeights()[0]!.dataSync()]).toEqual([0, 0]);
  layer.dispose();
});
