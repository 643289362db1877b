import { describe, expect, test } from "vitest";
import { adamSlots, adamUpdateInto } from "../src/adam.ts";
import { SimdAdam } from "../src/simd/simd-adam.ts";

const OPTIONS = {
  learningRate: 1e-3,
  update: 5,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  weightDecay: 0.01,
  decoupled: true,
  gradientScale: 1,
} as const;
const SIMD = "SIMD, float32";
const PLAIN = "JavaScript, float64";

describe.each([
  { width: "¼", length: 900_000 },
  { width: "1", length: 14_330_000 },
])("AdamW on the weights of a ResNet-18 U-Net", ({ width, length }) => {
  test(`width ${width}: ${length} weights`, async ({ bench }) => {
    const simd = new SimdAdam(4 * SimdAdam.padded(length));
    const [weights, gradient, first, second] = Array.from({ length: 4 }, () =>
      simd.allocate(length).fill(0.1),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array];
    const plain = { weights: new Float32Array(length).fill(0.1), slots: adamSlots(length) };
    const results = await bench.compare(
      bench(SIMD, () => simd.update({ weights, gradient, slots: { first, second } }, OPTIONS)),
      bench(PLAIN, () => adamUpdateInto(plain.weights, plain.slots, gradient, OPTIONS)),
      { iterations: 8, time: 500, warmupIterations: 2 },
    );
    const [fast, slow] = [results.get(SIMD).latency.p50, results.get(PLAIN).latency.p50];
    process.stdout.write(
      `AdamW, ${length} weights: ${fast.toFixed(1)} ms, JavaScript ${slow.toFixed(1)} ms, ratio ${(slow / fast).toFixed(1)}\n`,
    );
    expect(slow / fast).toBeGreaterThan(1);
  });
});
