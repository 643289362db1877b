import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { batchNormalisation } from "./batch-normalisation.ts";
import { gradientError } from "./gradient-error.ts";

const image = () =>
  tf.tensor4d(
    Float32Array.from({ length: 2 * 3 * 5 * 2 }, (_, i) => Math.sin(5 * i)),
    [2, 3, 5, 2],
  );

test("the gradient to the input agrees with finite differences, and the statistics come once", async () => {
  await expectNoTensorLeak(() => {
    const counts: number[] = [];
    const [x, weight, bias] = [image(), tf.tensor1d([0.5, 2]), tf.tensor1d([1, -1])];
    const f = (v: tf.Tensor) =>
      batchNormalisation(v as tf.Tensor4D, weight, bias, 1e-5, ({ count }) => void counts.push(count));
    tf.tidy(() => void f(x));
    expect(counts).toEqual([30]);
    expect(gradientError(f, x)).toBeLessThan(1e-3);
    tf.dispose([x, weight, bias]);
  });
});
