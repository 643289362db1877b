import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { gradientError } from "./gradient-error.ts";
import { upsampleBilinear } from "./upsample-bilinear.ts";
import { upsampleBilinear2x, upsampleBilinear4x } from "./upsample-bilinear-layer.ts";

/** Two products and a sum in float32, twice. */
const FLOAT32_INTERPOLATION = 1e-6;

const image = () =>
  tf.tensor4d(
    Float32Array.from({ length: 2 * 3 * 5 * 2 }, (_, i) => Math.sin(5 * i)),
    [2, 3, 5, 2],
  );

test("two pixels become 0, ¼, ¾, 1 as in PyTorch", () => {
  tf.tidy(() => {
    const x = tf.tensor4d([0, 1], [1, 1, 2, 1]);
    expect([...upsampleBilinear(x, 2).dataSync()]).toEqual([0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1]);
  });
});

test.each([1, 2, 3, 4])(
  "values with factor %i equal tfjs's half-pixel resize, the gradient is right",
  async (factor) => {
    await expectNoTensorLeak(() => {
      const x = image();
      tf.tidy(() => {
        const expected = tf.image.resizeBilinear(x, [3 * factor, 5 * factor], false, true);
        const difference = tf.max(tf.abs(tf.sub(upsampleBilinear(x, factor), expected)));
        expect(difference.dataSync()[0]).toBeLessThan(FLOAT32_INTERPOLATION);
      });
      expect(gradientError((v) => upsampleBilinear(v as tf.Tensor4D, factor), x)).toBeLessThan(1e-3);
      x.dispose();
    });
  },
);

test("NaN reaches its neighbours and nothing else", () => {
  tf.tidy(() => {
    const x = tf.tensor4d([0, 0, Number.NaN, 0, 0, 0], [1, 1, 6, 1]);
    const row = [...upsampleBilinear(x, 2).dataSync()].slice(0, 12);
    expect(row.map(Number.isNaN)).toEqual(
      [3, 4, 5, 6].reduce((all, i) => all.with(i, true), Array(12).fill(false)),
    );
  });
});

test("as layers they enlarge height and width and remember the factor", () => {
  expect(upsampleBilinear2x({ name: "up" }).computeOutputShape([null, 3, 5, 2])).toEqual([null, 6, 10, 2]);
  expect(upsampleBilinear4x({ name: "up" }).getConfig()).toMatchObject({ name: "up", factor: 4 });
});
