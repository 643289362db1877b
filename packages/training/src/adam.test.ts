import { expect, test } from "vitest";
import { type AdamOptions, adamSlots, adamUpdateInto, clipScale } from "./adam.ts";

const options: AdamOptions = {
  learningRate: 0.1,
  update: 1,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  weightDecay: 0,
  decoupled: false,
  gradientScale: 1,
};

test("the first update moves every weight by the learning rate against its gradient", () => {
  const weights = Float64Array.of(1, 1, 1);
  adamUpdateInto(weights, adamSlots(3), Float64Array.of(5, -0.001, 0), options);
  expect(weights[0]).toBeCloseTo(0.9, 7);
  expect(weights[1]).toBeCloseTo(1.1, 4);
  expect(weights[2]).toBe(1);
});

test("decoupled decay shrinks the weight and stays out of the running means", () => {
  const decay = { ...options, weightDecay: 0.5, decoupled: true };
  const weights = Float64Array.of(2);
  const slots = adamSlots(1);
  adamUpdateInto(weights, slots, Float64Array.of(0), decay);
  expect(weights[0]).toBeCloseTo(2 * (1 - 0.1 * 0.5), 12);
  expect(slots.first[0]).toBe(0);
});

test("the gradient is left as it was", () => {
  const gradient = Float32Array.of(3, 4);
  adamUpdateInto(Float32Array.of(0, 0), adamSlots(2), gradient, {
    ...options,
    weightDecay: 1,
    gradientScale: 0.1,
  });
  expect([...gradient]).toEqual([3, 4]);
});

test("clipping measures all gradients together and never enlarges them", () => {
  const gradients = [Float32Array.of(3), Float32Array.of(0, 4)];
  expect(clipScale(gradients, null)).toEqual({ norm: 5, scale: 1 });
  expect(clipScale(gradients, 100).scale).toBe(1);
  expect(clipScale(gradients, 1).scale).toBeCloseTo(0.2, 6);
});
