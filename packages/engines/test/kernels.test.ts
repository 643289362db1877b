import * as tf from "@tensorflow/tfjs-core";
import { batchNormalisation, relu, upsampleNearest2x } from "@undercoat/tensor";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { useEngine } from "../src/index.ts";

/** Float32 rounding of results near 1. */
const FLOAT32 = 1e-5;

const values = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 12.9898));

beforeAll(async () => {
  await useEngine("wasm");
});

test.each([1, 3, 4, 7, 16, 21])(
  "batch norm of %i channels has exact statistics, far from zero too",
  async (channels) => {
    await expectNoTensorLeak(() =>
      tf.tidy(() => {
        const rows = 2 * 30 * 31;
        const data = values(rows * channels).map((v) => 1000 + v);
        const seen: number[][] = [];
        const x = tf.tensor4d(data, [2, 30, 31, channels]);
        const [ones, zeros] = [tf.ones([channels]), tf.zeros([channels])] as [tf.Tensor1D, tf.Tensor1D];
        const y = batchNormalisation(x, ones, zeros, 1e-5, ({ mean, variance }) => {
          seen.push([...mean.dataSync()], [...variance.dataSync()]);
        }).dataSync();
        for (let c = 0; c < channels; c += 1) {
          const column = [...data].filter((_, i) => i % channels === c);
          const mean = column.reduce((sum, v) => sum + v, 0) / rows;
          const variance = column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rows;
          expect(seen[0]?.[c]).toBeCloseTo(mean, 3);
          expect(seen[1]?.[c]).toBeCloseTo(variance, 4);
          expect(y[c]).toBeCloseTo(((data[c] as number) - mean) / Math.sqrt(variance + 1e-5), 2);
        }
      }),
    );
  },
);

test("NaN passes through relu, batch norm, pooling, upsampling and concatenation", () => {
  tf.tidy(() => {
    const x = tf.tensor4d(values(2 * 4 * 6 * 3).with(0, Number.NaN), [2, 4, 6, 3]);
    const first = (y: tf.Tensor) => y.dataSync()[0];
    expect(first(relu({ name: "r" }).apply(x) as tf.Tensor)).toBeNaN();
    expect(first(batchNormalisation(x, tf.ones([3]), tf.zeros([3]), 1e-5))).toBeNaN();
    expect(first(tf.maxPool(x, 3, 2, 1))).toBeNaN();
    expect(first(upsampleNearest2x(x))).toBeNaN();
    expect(first(tf.concat([x, x], -1))).toBeNaN();
  });
});

test("max pooling and its gradient equal cpu's, among negative values and for any window", async () => {
  const variants = [
    { size: 3, stride: 2, pad: 1 },
    { size: 2, stride: 2, pad: 0 },
    { size: 3, stride: 1, pad: 1 },
  ];
  const run = () =>
    variants.map(({ size, stride, pad }) =>
      tf.tidy(() => {
        const x = tf.sub(tf.tensor4d(values(2 * 6 * 8 * 5), [2, 6, 8, 5]), 3);
        const f = (v: tf.Tensor) => tf.square(tf.maxPool(v as tf.Tensor4D, size, stride, pad));
        return [f(x).dataSync(), tf.grad(f)(x).dataSync()];
      }),
    );
  const wasm = run();
  await useEngine("cpu");
  const cpu = run();
  await useEngine("wasm");
  wasm.flat().forEach((actual, index) => {
    const expected = cpu.flat()[index] as Float32Array;
    actual.forEach(
      (value, i) => void expect(Math.abs(value - (expected[i] as number))).toBeLessThan(FLOAT32),
    );
  });
});

test("concat and split agree with each other along every axis, other types included", async () => {
  await expectNoTensorLeak(() =>
    tf.tidy(() => {
      const x = tf.tensor4d(values(2 * 4 * 6 * 3), [2, 4, 6, 3]);
      for (const axis of [0, 1, 2, 3, -1]) {
        const whole = tf.concat([x, x], axis);
        for (const part of tf.split(whole, 2, axis)) expect(part.dataSync()).toEqual(x.dataSync());
      }
      expect([...tf.concat([tf.tensor1d([1, 2], "int32"), tf.tensor1d([3], "int32")]).dataSync()]).toEqual([
        1, 2, 3,
      ]);
      const [left, right] = tf.split(tf.tensor1d([1, 2, 3], "int32"), [1, 2]) as [tf.Tensor, tf.Tensor];
      expect([[...left.dataSync()], [...right.dataSync()]]).toEqual([[1], [2, 3]]);
    }),
  );
});

test("a clone stays when its original is freed", () => {
  const x = tf.tensor1d([1, 2, 3]);
  const copy = tf.clone(x);
  x.dispose();
  tf.tidy(() => void tf.add(tf.ones([3]), tf.zeros([3])));
  expect([...copy.dataSync()]).toEqual([1, 2, 3]);
  copy.dispose();
});
