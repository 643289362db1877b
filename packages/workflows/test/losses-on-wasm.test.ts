import * as tf from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { crossEntropy, crossEntropyDice, dice } from "@undercoat/losses";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";

/** Sums of 12 288 float32 numbers in another order. */
const FLOAT32_SUM = 1e-5;

const losses = {
  "cross-entropy": crossEntropy({ classWeights: [1, 3], labelSmoothing: 0.1 }),
  dice: dice({ reduction: "patch" }),
  both: crossEntropyDice(),
};

test.each(Object.entries(losses))(
  "%s has the same value and gradient on wasm and on cpu",
  async (_name, loss) => {
    const results: { value: number; slopes: Float32Array }[] = [];
    for (const engine of ["wasm", "cpu"] as const) {
      await useEngine(engine);
      await expectNoTensorLeak(() => {
        const logits = Float32Array.from({ length: 2 * 64 * 96 * 2 }, (_, i) => 3 * Math.sin(1.7 * i));
        const labels = Int32Array.from({ length: 2 * 64 * 96 }, (_, i) => (i % 7 === 0 ? 255 : (i >> 3) & 1));
        const x = tf.tensor4d(logits, [2, 64, 96, 2]);
        const y = tf.tensor3d(labels, [2, 64, 96], "int32");
        const { value, grad } = tf.valueAndGrad((input: tf.Tensor) => loss.evaluate(input as tf.Tensor4D, y))(
          x,
        );
        results.push({ value: value.dataSync()[0]!, slopes: Float32Array.from(grad.dataSync<"float32">()) });
        tf.dispose([x, y, value, grad]);
      });
    }
    const [wasm, cpu] = results as [(typeof results)[0], (typeof results)[0]];
    expect(Math.abs(wasm.value - cpu.value)).toBeLessThan(FLOAT32_SUM);
    const worst = wasm.slopes.reduce((most, slope, i) => Math.max(most, Math.abs(slope - cpu.slopes[i]!)), 0);
    expect(worst).toBeLessThan(FLOAT32_SUM / 100);
  },
);
