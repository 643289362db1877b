import * as tf from "@tensorflow/tfjs-core";
import { gelu, relu6 } from "@undercoat/tensor";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { useEngine } from "../src/index.ts";

/** Float32 sums of some hundred products in another order. */
const FLOAT32_SUMS = 1e-4;

const wave = (shape: number[], salt: number) => {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(salt * (i + 1) * 12.9898)),
    shape,
  );
};

const WINDOWS = [1, 2].flatMap((multiplier) =>
  [1, 3, 4, 7].flatMap((kernel) =>
    [1, 2, 3].flatMap((strides) =>
      (["same", "valid", Math.floor((kernel - 1) / 2)] as const).flatMap((pad) => {
        const window = { multiplier, kernel, strides, pad };
        return [
          { ...window, size: [9, 12] as const },
          { ...window, size: [8, 7] as const },
        ];
      }),
    ),
  ),
);

/** Value and both gradients of every window. */
function computed(): Float32Array[][] {
  return WINDOWS.map(({ multiplier, kernel, strides, pad, size }) =>
    tf.tidy(() => {
      const x = wave([2, ...size, 3], 1);
      const filter = wave([kernel, kernel, 3, multiplier], 2);
      const f = (image: tf.Tensor, weight: tf.Tensor) =>
        tf.depthwiseConv2d(image as tf.Tensor4D, weight as tf.Tensor4D, strides, pad);
      const y = f(x, filter);
      const gradients = tf.grads(f)([x, filter], wave(y.shape, 3));
      return [y, ...gradients].map((tensor) => tensor.dataSync<"float32">().slice());
    }),
  );
}

test("depthwise convolutions and their gradients equal cpu's on wasm, for any window", async () => {
  await useEngine("wasm");
  let wasm: Float32Array[][] = [];
  await expectNoTensorLeak(() => {
    wasm = computed();
  });
  await useEngine("cpu");
  computed().forEach((expected, index) => {
    expected.forEach((values, which) => {
      const found = wasm[index]![which]!;
      expect(found.length).toBe(values.length);
      const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0);
      expect(worst, `${JSON.stringify(WINDOWS[index])}, ${which}`).toBeLessThan(FLOAT32_SUMS);
    });
  });
});

test("NaN passes through relu6 and gelu on wasm", async () => {
  await useEngine("wasm");
  tf.tidy(() => {
    const x = tf.tensor1d([Number.NaN, 1, 2, 3, 4]);
    for (const layer of [relu6({ name: "r" }), gelu({ name: "g" })])
      expect((layer.apply(x) as tf.Tensor).dataSync()[0]).toBeNaN();
  });
});
