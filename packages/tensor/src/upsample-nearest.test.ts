import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { gradientError } from "./gradient-error.ts";
import { upsampleNearest2x } from "./upsample-nearest.ts";

const image = () =>
  tf.tensor4d(
    Float32Array.from({ length: 2 * 3 * 5 * 2 }, (_, i) => Math.sin(5 * i)),
    [2, 3, 5, 2],
  );

test("values equal tfjs's own resize", async () => {
  await expectNoTensorLeak(() =>
    tf.tidy(() => {
      const x = image();
      const expected = tf.image.resizeNearestNeighbor(x, [6, 10]).dataSync();
      expect(upsampleNearest2x(x).dataSync()).toEqual(expected);
      expect(upsampleNearest2x(x).shape).toEqual([2, 6, 10, 2]);
    }),
  );
});

test("the gradient is right for every image of a batch", () => {
  const x = image();
  expect(gradientError((v) => upsampleNearest2x(v as tf.Tensor4D), x)).toBeLessThan(1e-3);
  x.dispose();
});

test("as a layer it doubles height and width, known or not", () => {
  const layer = upsampleNearest2x({ name: "up" });
  expect(layer.computeOutputShape([null, null, 5, 2])).toEqual([null, null, 10, 2]);
  tf.tidy(() => void expect((layer.apply(image()) as tf.Tensor).shape).toEqual([2, 6, 10, 2]));
});
