import fc from "fast-check";
import { expect, test } from "vitest";
import { createRng } from "./rng.ts";
import { shuffled } from "./shuffled.ts";

test("a shuffle holds the same items and leaves its input alone", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
      const before = [...items];
      const after = shuffled(items, createRng(seed));
      expect(items).toEqual(before);
      expect(after.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
    }),
  );
});

test("n items take n − 1 draws", () => {
  const rng = createRng(1);
  shuffled([1, 2, 3, 4], rng);
  expect(rng.save().position).toBe(3);
  shuffled([], rng);
  expect(rng.save().position).toBe(3);
});

test("every order of three items appears equally often", () => {
  const rng = createRng(2);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const key = shuffled(["a", "b", "c"], rng).join("");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120); // four standard deviations
});
