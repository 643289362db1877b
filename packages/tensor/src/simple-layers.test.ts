import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { add } from "./add.ts";
import { concatenate } from "./concatenate.ts";
import { maxPool3x3Stride2 } from "./max-pool.ts";
import { relu } from "./relu.ts";

test("relu keeps positive values and NaN", async () => {
  await expectNoTensorLeak(() =>
    tf.tidy(() => {
      const y = relu({ name: "r" }).apply(tf.tensor1d([-1, 0, 2, Number.NaN])) as tf.Tensor;
      expect([...y.dataSync()]).toEqual([0, 0, 2, Number.NaN]);
    }),
  );
});

test("max pooling ignores what lies outside, also among negative values", () => {
  tf.tidy(() => {
    const x = tf.reshape(tf.range(-16, 0), [1, 4, 4, 1]);
    const y = maxPool3x3Stride2({ name: "p" }).apply(x) as tf.Tensor;
    expect([...y.dataSync()]).toEqual([-11, -9, -3, -1]);
  });
  expect(maxPool3x3Stride2({ name: "p" }).computeOutputShape([null, 5, null, 3])).toEqual([null, 3, null, 3]);
});

test("add sums any number of tensors, concatenate puts channels side by side", () => {
  tf.tidy(() => {
    const [a, b] = [tf.ones([1, 1, 2, 1]), tf.fill([1, 1, 2, 1], 2)];
    expect([...(add({ name: "a" }).apply([a, b, b]) as tf.Tensor).dataSync()]).toEqual([5, 5]);
    expect([...(concatenate({ name: "c" }).apply([a, b]) as tf.Tensor).dataSync()]).toEqual([1, 2, 1, 2]);
  });
  expect(
    concatenate({ name: "c" }).computeOutputShape([
      [null, 4, 4, 3],
      [null, 4, 4, 5],
    ]),
  ).toEqual([null, 4, 4, 8]);
});
