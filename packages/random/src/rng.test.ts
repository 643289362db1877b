import fc from "fast-check";
import { expect, test } from "vitest";
import { createRng, type Rng, restoreRng } from "./rng.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const draw = (rng: Rng, count: number) => Array.from({ length: count }, () => rng.next());

test("the same seed gives the same numbers", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(draw(createRng(seed), 9)).toEqual(draw(createRng(seed), 9));
    }),
  );
});

test("numbers lie in [0, 1) and integers in 0 to n − 1", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 1000 }), (seed, n) => {
      const rng = createRng(seed);
      const value = rng.next();
      const integer = rng.int(n);
      expect(value >= 0 && value < 1).toBe(true);
      expect(Number.isInteger(integer) && integer >= 0 && integer < n).toBe(true);
    }),
  );
});

test("a fork does not depend on what was drawn, and drawing from it changes nothing here", () => {
  const fresh = createRng(5);
  const used = createRng(5);
  draw(used, 100);
  const expected = draw(fresh.fork("noise"), 5);
  expect(draw(used.fork("noise"), 5)).toEqual(expected);
  expect(used.save().position).toBe(100);
});

test("forks of forks join their names with a slash", () => {
  const nested = createRng(3).fork("a").fork("b");
  expect(nested.path).toBe("a/b");
  expect(draw(nested, 5)).toEqual(draw(createRng(3).fork("a/b"), 5));
});

test("other names give other numbers", () => {
  const rng = createRng(0);
  expect(draw(rng.fork("a"), 5)).not.toEqual(draw(rng.fork("b"), 5));
});

test("a restored stream continues where the saved one stood", () => {
  fc.assert(
    fc.property(seeds, fc.nat(5000), (seed, count) => {
      const rng = createRng(seed).fork("order");
      draw(rng, count);
      const copy = restoreRng(JSON.parse(JSON.stringify(rng.save())));
      expect(draw(copy, 5)).toEqual(draw(rng, 5));
    }),
  );
});

test("only the lowest 32 bits of a seed count", () => {
  expect(draw(createRng(2 ** 32 + 7), 3)).toEqual(draw(createRng(7), 3));
  expect(draw(createRng(-1), 3)).toEqual(draw(createRng(2 ** 32 - 1), 3));
});

test("numbers are spread evenly over 16 bins", () => {
  const counts = new Array(16).fill(0);
  const rng = createRng(11);
  for (let i = 0; i < 160_000; i++) counts[rng.int(16)] += 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(37.7); // 0.1 % of even draws exceed this with 15 degrees of freedom
});

test("what cannot be drawn is refused with both numbers", () => {
  expect(() => createRng(0.5)).toThrowErrorMatchingInlineSnapshot(
    `[RandomError: seed is 0.5, but an integer was expected; only its lowest 32 bits count]`,
  );
  expect(() => createRng(1).int(0)).toThrowErrorMatchingInlineSnapshot(
    `[RandomError: int(0) was asked for, but the number of outcomes must be an integer from 1 to 2^32; check the size]`,
  );
  expect(() => createRng(1).fork("")).toThrowErrorMatchingInlineSnapshot(
    `[RandomError: fork("") was asked for, but a stream needs a name; name what the numbers are for]`,
  );
  expect(() => restoreRng({ seed: 1, path: "", position: -2 })).toThrowErrorMatchingInlineSnapshot(
    `[RandomError: saved position is -2 on path "", but a count of draws and a text were expected; pass what save() returned]`,
  );
});
