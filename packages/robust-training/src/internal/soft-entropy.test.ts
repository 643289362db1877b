import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { softEntropy } from "./soft-entropy.ts";

test("the value is the weighted cross-entropy of soft targets, and the gradient that of finite differences", async () => {
  await tf.setBackend("cpu");
  const start = Float32Array.from({ length: 12 }, (_, i) => Math.sin(2.3 * i));
  const targets = Float32Array.from({ length: 12 }, (_, i) => (i % 3 === 1 ? 0.5 : 0.2));
  const shares = Float32Array.of(0.5, 1, 0, 0.3);
  const expected = (logits: Float32Array) => {
    let [sum, total] = [0, 0];
    for (const [pixel, weight] of shares.entries()) {
      const own = [...logits.slice(3 * pixel, 3 * pixel + 3)];
      const log = Math.log(own.reduce((all, x) => all + Math.exp(x), 0));
      sum += weight * own.reduce((all, x, k) => all + targets[3 * pixel + k]! * (log - x), 0);
      total += weight;
    }
    return sum / total;
  };
  const [weights, soft] = [tf.tensor3d(shares, [1, 2, 2]), tf.tensor4d(targets, [1, 2, 2, 3])];
  const value = (x: tf.Tensor) => softEntropy(x as tf.Tensor4D, weights, soft);
  const logits = tf.tensor4d(start, [1, 2, 2, 3]);
  expect(value(logits).dataSync()[0]).toBeCloseTo(expected(start), 5);
  const slopes = tf.grad(value)(logits).dataSync();
  for (const [i] of start.entries()) {
    const moved = (by: number) => Float32Array.from(start, (x, j) => (i === j ? x + by : x));
    expect(slopes[i]).toBeCloseTo((expected(moved(0.01)) - expected(moved(-0.01))) / 0.02, 4);
  }
});
