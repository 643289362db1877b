import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { groupNorm } from "./group-norm.ts";

beforeAll(() => tf.setBackend("cpu"));

test("every image and group has mean 0 and variance 1, then scale and shift; nothing leaks", async () => {
  const layer = groupNorm({ name: "norm", groups: 2 });
  const x = tf.randomNormal([3, 4, 5, 6], 10, 3, "float32", 3);
  tf.tidy(() => {
    layer.apply(x);
    layer.setWeights([tf.fill([6], 2), tf.fill([6], -1)]);
  });
  await expectNoTensorLeak(() =>
    tf.tidy(() => {
      const groups = tf.reshape(layer.apply(x) as tf.Tensor, [3, 20, 2, 3]);
      const { mean, variance } = tf.moments(groups, [1, 3]);
      for (const value of mean.dataSync()) expect(value).toBeCloseTo(-1, 4);
      for (const value of variance.dataSync()) expect(value).toBeCloseTo(4, 3);
    }),
  );
  x.dispose();
  layer.dispose();
});

test("refuses channels that do not fall into the groups", () => {
  const layer = groupNorm({ name: "norm", groups: 32 });
  expect(() => layer.apply(tf.zeros([1, 2, 2, 48]))).toThrowErrorMatchingInlineSnapshot(
    `[TensorError: layer "norm" normalises 48 channels in 32 groups, expected a multiple of 32; choose another number of channels]`,
  );
});
