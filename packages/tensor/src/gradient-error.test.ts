import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { gradientError } from "./gradient-error.ts";

const image = () =>
  tf.tensor(
    Float32Array.from({ length: 2 * 3 * 3 * 2 }, (_, i) => Math.sin(7 * i)),
    [2, 3, 3, 2],
  );

test("a right gradient has an error of float32 rounding", async () => {
  await expectNoTensorLeak(() => {
    const x = image();
    expect(gradientError((v) => tf.mul(v, v), x)).toBeLessThan(1e-4);
    x.dispose();
  });
});

test("the half-pixel bilinear resize of tfjs is caught", () => {
  const resized = (x: tf.Tensor) => tf.image.resizeBilinear(x as tf.Tensor4D, [6, 6], false, true);
  const x = image();
  expect(gradientError(resized, x)).toBeGreaterThan(0.05);
  x.dispose();
});

test("NaN is reported, not swallowed", () => {
  const x = tf.tensor1d([-1, 1]);
  expect(gradientError((v) => tf.log(v), x)).toBeNaN();
  x.dispose();
});
