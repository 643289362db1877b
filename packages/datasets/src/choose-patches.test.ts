import fc from "fast-check";
import { expect, test } from "vitest";
import { choosePatches } from "./choose-patches.ts";
import type { Patch } from "./cut-patches.ts";

const patches: readonly Patch[] = ["a", "b", "c"].flatMap((sceneId) =>
  Array.from({ length: 12 }, (_, i) => {
    const share = i < 5 ? 0.5 : 0;
    return {
      sceneId,
      window: { x: i, y: 0, width: 1, height: 1 },
      classFractions: [1 - share, share],
      validFraction: 1,
    };
  }),
);
const choose = (count: number, seed = 0) => choosePatches(patches, { count, seed, positiveClass: 1 });

test("a smaller choice is part of a larger one, and no patch comes twice", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 35 }), fc.integer({ min: 0, max: 99 }), (count, seed) => {
      const larger = choose(count + 1, seed);
      expect(new Set(larger).size).toBe(count + 1);
      for (const patch of choose(count, seed)) expect(larger).toContain(patch);
    }),
  );
});

test("the first patches are dealt out scene by scene, positive ones first", () => {
  expect(
    choose(7)
      .map(({ sceneId }) => sceneId)
      .join(""),
  ).toBe("aaabbcc");
  expect(choose(15).every(({ classFractions }) => classFractions[1] === 0.5)).toBe(true);
  expect(choose(16).at(-1)?.classFractions[1]).toBe(0);
});

test("the choice depends on the seed alone", () => {
  expect(choose(9, 3)).toEqual(choose(9, 3));
  expect(choose(9, 3)).not.toEqual(choose(9, 4));
});

test("several classes count together as positive", () => {
  const both = choosePatches(patches, { count: 36, seed: 0, positiveClass: [0, 1], minimumFraction: 1 });
  expect(both).toHaveLength(36);
});

test("asking for more patches than there are, or for a class that is not there, is an error", () => {
  expect(() => choose(37)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: 37 patches are asked for, but there are 36; ask for fewer or add regions]`,
  );
  expect(() =>
    choosePatches(patches, { count: 1, seed: 0, positiveClass: 2 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: positive class has index 2, but the scheme has 2 classes; give an index from 0 to 1]`,
  );
});
