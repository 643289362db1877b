import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { gradientError } from "../gradient-error.ts";
import { dilatedConvolution } from "./dilated-convolution.ts";

beforeAll(() => tf.setBackend("cpu"));

/** Finite differences of a linear function in float32. */
const DIFFERENCES = 1e-3;

test.each([
  [5, true],
  [6, true],
  [7, false],
])("dilation %i on a map of 5 × 6, depthwise %s: values and gradients", async (dilation, depthwise) => {
  await expectNoTensorLeak(() => {
    const x = tf.randomNormal([2, 5, 6, 3], 0, 1, "float32", 3) as tf.Tensor4D;
    const kernel = tf.randomNormal([3, 3, 3, depthwise ? 1 : 2], 0, 1, "float32", 4) as tf.Tensor4D;
    const settings = { dilation, padding: dilation, depthwise };
    tf.tidy(() => {
      const padded = tf.pad(x, [
        [0, 0],
        [dilation, dilation],
        [dilation, dilation],
        [0, 0],
      ]);
      const expected = depthwise
        ? tf.depthwiseConv2d(padded, kernel, 1, "valid", "NHWC", dilation)
        : tf.conv2d(padded, kernel, 1, "valid", "NHWC", dilation);
      const worst = tf.max(tf.abs(tf.sub(dilatedConvolution(x, kernel, settings), expected)));
      expect(worst.dataSync()[0]).toBeLessThan(1e-5);
    });
    const toX = (v: tf.Tensor) => dilatedConvolution(v as tf.Tensor4D, kernel, settings);
    const toKernel = (v: tf.Tensor) => dilatedConvolution(x, v as tf.Tensor4D, settings);
    expect(gradientError(toX, x)).toBeLessThan(DIFFERENCES);
    expect(gradientError(toKernel, kernel)).toBeLessThan(DIFFERENCES);
    tf.dispose([x, kernel]);
  });
});
