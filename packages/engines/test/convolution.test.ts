import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { useEngine } from "../src/index.ts";
import { convolutionOracle, type OracleSizes, outputSizes } from "./convolution-oracle.ts";

/** Rounding of a float32 sum of some thousand products, relative to the sum of their absolute values. */
const FLOAT32_SUMS = 1e-5;

const values = (count: number, salt: number) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(salt * (i + 1) * 12.9898));

const Sizes: fc.Arbitrary<OracleSizes> = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 1, max: 19 }),
    width: fc.integer({ min: 1, max: 19 }),
    channels: fc.integer({ min: 1, max: 13 }),
    filters: fc.integer({ min: 1, max: 21 }),
    kernel: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: 0, max: 3 }),
  })
  .filter((sizes) => Math.min(...outputSizes(sizes)) > 0 && sizes.padding < sizes.kernel);

beforeAll(async () => {
  await useEngine("wasm");
});

function computed(sizes: OracleSizes, x: Float32Array, weights: Float32Array, dy: Float32Array) {
  const { batch, height, width, channels, filters, kernel, stride, padding } = sizes;
  return tf.tidy(() => {
    const image = tf.tensor4d(x, [batch, height, width, channels]);
    const filter = tf.tensor4d(weights, [kernel, kernel, channels, filters]);
    const f = (input: tf.Tensor, w: tf.Tensor) =>
      tf.conv2d(input as tf.Tensor4D, w as tf.Tensor4D, stride, padding, "NHWC", 1, "floor");
    const y = f(image, filter);
    const [dx, dWeights] = tf.grads(f)([image, filter], tf.tensor4d(dy, y.shape)) as [tf.Tensor, tf.Tensor];
    return {
      y: y.dataSync<"float32">(),
      dx: dx.dataSync<"float32">(),
      dWeights: dWeights.dataSync<"float32">(),
    };
  });
}

function expectEqual(sizes: OracleSizes): void {
  const { batch, height, width, channels, filters, kernel } = sizes;
  const [outHeight, outWidth] = outputSizes(sizes);
  const x = values(batch * height * width * channels, 1);
  const weights = values(kernel * kernel * channels * filters, 2);
  const dy = values(batch * outHeight * outWidth * filters, 3);
  const absolute = [x, weights, dy].map((part) => part.map(Math.abs)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const actual = computed(sizes, x, weights, dy);
  const expected = convolutionOracle(sizes, x, weights, dy);
  const magnitude = convolutionOracle(sizes, ...absolute);
  for (const part of ["y", "dx", "dWeights"] as const) {
    const wrong = actual[part].findIndex(
      (v, i) =>
        !(Math.abs(v - (expected[part][i] as number)) <= FLOAT32_SUMS * (magnitude[part][i] as number)),
    );
    expect(wrong, `first wrong value in ${part} of ${JSON.stringify(sizes)}`).toBe(-1);
  }
}

test("output and both gradients equal the definition for any sizes, and nothing leaks", async () => {
  await expectNoTensorLeak(() => fc.assert(fc.property(Sizes, expectEqual), { seed: 7, numRuns: 150 }));
});

describe("shapes of a U-Net", () => {
  const base = { batch: 2, height: 32, width: 48, stride: 1, padding: 1, kernel: 3 };
  test.each([
    { ...base, channels: 4, filters: 16, kernel: 7, stride: 2, padding: 3 },
    { ...base, channels: 16, filters: 16 },
    { ...base, channels: 16, filters: 32, stride: 2 },
    { ...base, channels: 16, filters: 32, kernel: 1, stride: 2, padding: 0 },
    { ...base, channels: 8, filters: 4 },
    { ...base, height: 4, width: 3, channels: 64, filters: 128 },
    { ...base, height: 1, width: 1, channels: 33, filters: 9 },
  ])("$channels → $filters, $kernel×$kernel, stride $stride, $height×$width", expectEqual);
});

test("NaN in one pixel reaches the outputs whose window holds it, and no other", () => {
  const x = values(5 * 5, 1).with(0, Number.NaN);
  const y = tf.tidy(() => tf.conv2d(tf.tensor4d(x, [1, 5, 5, 1]), tf.ones([3, 3, 1, 1]), 1, 1).dataSync());
  expect([...y].flatMap((v, i) => (Number.isNaN(v) ? [i] : []))).toEqual([0, 1, 5, 6]);
});

test("unequal strides and dilation are left to tfjs", () => {
  tf.tidy(() => {
    const x = tf.tensor4d(values(2 * 9 * 9 * 2, 1), [2, 9, 9, 2]);
    const filter = tf.tensor4d(values(3 * 3 * 2 * 3, 2), [3, 3, 2, 3]);
    expect(tf.conv2d(x, filter, [1, 2], "valid").shape).toEqual([2, 7, 4, 3]);
    expect(tf.conv2d(x, filter, 1, "valid", "NHWC", 2).shape).toEqual([2, 5, 5, 3]);
    const f = (w: tf.Tensor) => tf.conv2d(x, w as tf.Tensor4D, [1, 2], "valid");
    expect(() => tf.grad(f)(filter)).toThrowErrorMatchingInlineSnapshot(
      `[EnginesError: strides are 1×2, but the wasm engine needs equal strides]`,
    );
  });
});

test("weights that change between two calls are seen", () => {
  tf.tidy(() => {
    const x = tf.ones([1, 2, 2, 1]) as tf.Tensor4D;
    const filter = tf.variable(tf.ones([1, 1, 1, 1]) as tf.Tensor4D);
    expect(tf.conv2d(x, filter, 1, 0).dataSync()[0]).toBe(1);
    filter.assign(tf.fill([1, 1, 1, 1], 5) as tf.Tensor4D);
    expect(tf.conv2d(x, filter, 1, 0).dataSync()[0]).toBe(5);
    filter.dispose();
  });
});
