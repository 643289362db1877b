import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { constantOf } from "./constant-of.ts";

test("the value passes, the gradient does not, and operations without gradient are allowed", async () => {
  await expectNoTensorLeak(() =>
    tf.tidy(() => {
      const x = tf.tensor1d([1, 2, 3]);
      const f = (input: tf.Tensor) => {
        const larger = constantOf((value) => tf.cast(tf.greater(value, 1.5), "float32"), input);
        return tf.sum(tf.mul(input, larger)) as tf.Scalar;
      };
      expect([...tf.grad(f)(x).dataSync()]).toEqual([0, 1, 1]);
      expect(f(x).dataSync()[0]).toBe(5);
    }),
  );
});
