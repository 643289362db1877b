import fc from "fast-check";
import { expect, test } from "vitest";
import { type AdamOptions, adamUpdateInto } from "../adam.ts";
import { SimdAdam } from "./simd-adam.ts";

/** Float32 after each operation against float64 rounded once, over ten updates. */
const FLOAT32 = 2e-5;

const options = (change: Partial<AdamOptions> = {}): AdamOptions => ({
  learningRate: 0.01,
  update: 1,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  weightDecay: 0.01,
  decoupled: true,
  gradientScale: 1,
  ...change,
});

const values = (length: number, salt: number) =>
  Float32Array.from({ length }, (_, index) => Math.sin((index + 1) * 12.9898 * salt));

test.each([
  { decoupled: true },
  { decoupled: false },
  { weightDecay: 0, epsilon: 1e-4 },
  { gradientScale: 0.25, betas: [0.5, 0.9] },
] as const)("ten updates are those of adamUpdateInto: %o", (change) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 67 }), (length) => {
      const simd = new SimdAdam(4 * SimdAdam.padded(length));
      const [weights, gradient, first, second] = [1, 2, 3, 4].map(() => simd.allocate(length)) as [
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      weights.set(values(length, 1));
      const exact = {
        weights: values(length, 1),
        first: new Float32Array(length),
        second: new Float32Array(length),
      };
      for (let update = 1; update <= 10; update++) {
        gradient.set(values(length, update + 1));
        simd.update({ weights, gradient, slots: { first, second } }, options({ ...change, update }));
        adamUpdateInto(exact.weights, exact, values(length, update + 1), options({ ...change, update }));
      }
      for (const [own, expected] of [
        [weights, exact.weights],
        [first, exact.first],
        [second, exact.second],
      ] as const)
        for (const [index, value] of own.entries())
          expect(Math.abs(value - expected[index]!)).toBeLessThan(FLOAT32);
    }),
    { numRuns: 20 },
  );
});

test("the sum of squares is that of float64", () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 33 }),
      (list) => {
        const simd = new SimdAdam(SimdAdam.padded(list.length));
        const x = simd.allocate(list.length);
        x.set(list);
        const exact = list.reduce((sum, value) => sum + value * value, 0);
        expect(Math.abs(simd.squaredSum(x) - exact)).toBeLessThanOrEqual(1e-12 * exact);
      },
    ),
  );
});

test("numbers that are not finite are seen", () => {
  const simd = new SimdAdam(8);
  const x = simd.allocate(5);
  x.set([1, 2, Number.NaN, 4, 5]);
  expect(simd.squaredSum(x)).toBeNaN();
  x.set([1, 2, Number.POSITIVE_INFINITY, 4, 5]);
  expect(simd.squaredSum(x)).toBe(Number.POSITIVE_INFINITY);
});

test("what does not fit lies elsewhere, and neighbours are left alone", () => {
  const simd = new SimdAdam(4);
  const arrays = Array.from({ length: 5000 }, () => simd.allocate(8));
  expect(simd.holds(arrays[0]!)).toBe(true);
  expect(simd.holds(arrays.at(-1)!)).toBe(false);
  arrays[0]!.fill(7);
  expect([...arrays[1]!]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});
