import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { convolution } from "./convolution.ts";

test('a stride of 2 is padded as PyTorch pads, not as TensorFlow\'s "same"', async () => {
  await expectNoTensorLeak(() => {
    const layer = convolution({ name: "c", filters: 1, kernelSize: 3, strides: 2, padding: 1 });
    tf.tidy(() => {
      const x = tf.reshape(tf.range(0, 16), [1, 4, 4, 1]);
      layer.apply(x);
      layer.setWeights([tf.ones([3, 3, 1, 1])]);
      expect([...(layer.apply(x) as tf.Tensor).dataSync()]).toEqual([10, 24, 51, 90]);
    });
    layer.dispose();
  });
});

test("weights are called weight and bias, in that order, and start at zero", () => {
  const layer = convolution({ name: "head.0", filters: 2, kernelSize: 3, padding: 1, useBias: true });
  tf.tidy(() => void layer.apply(tf.ones([1, 4, 4, 3])));
  expect(layer.weights.map(({ originalName, shape }) => [originalName, shape])).toEqual([
    ["head.0/weight", [3, 3, 3, 2]],
    ["head.0/bias", [2]],
  ]);
  tf.tidy(() => {
    layer.setWeights([tf.zeros([3, 3, 3, 2]), tf.tensor1d([5, 7])]);
    expect([...(layer.apply(tf.ones([1, 1, 2, 3])) as tf.Tensor).dataSync()]).toEqual([5, 7, 5, 7]);
  });
  layer.dispose();
});

test("the output shape follows kernel, stride and padding, and stays open where the input is", () => {
  const layer = convolution({ name: "c", filters: 8, kernelSize: 7, strides: 2, padding: 3 });
  expect(layer.computeOutputShape([null, 65, null, 4])).toEqual([null, 33, null, 8]);
});
