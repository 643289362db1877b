import { createRng } from "@undercoat/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Patch } from "./cut-patches.ts";
import type { PatchSampler } from "./patch-sampler.ts";
import { uniformSampler } from "./uniform-sampler.ts";
import { balancedSampler, weightedSampler } from "./weighted-sampler.ts";

const rng = createRng(5).fork("order");
const region = (sceneId: string, x: number, y: number, width: number, height: number) => ({
  sceneId,
  window: { x, y, width, height },
});
const regions = [region("a", 0, 0, 10, 10), region("b", 4, 2, 6, 20)];
const patch = (x: number, building: number, validFraction = 1): Patch => ({
  sceneId: "b",
  window: { x: 4 + (x % 2) * 2, y: 2 + x, width: 4, height: 4 },
  classFractions: [1 - building, building],
  validFraction,
});
const patches = [patch(0, 0), patch(3, 0.25), patch(6, 0), patch(9, 0.75, 0.5)];
const counted = (sampler: PatchSampler, draws: number) => {
  const counts = new Map<string, number>();
  for (let number = 0; number < draws; number++) {
    const { sceneId, x, y } = sampler.place(number);
    const key = `${sceneId} ${x} ${y}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};
const samplers: [string, PatchSampler][] = [
  ["uniform", uniformSampler({ regions }, { size: 4, rng })],
  ["weighted", weightedSampler({ regions }, { patches, weights: [1, 2, 0, 1], jitter: 3, rng })],
  ["balanced", balancedSampler({ regions }, { patches, jitter: 3, rng })],
];

test.each(samplers)("%s: a place depends on its number alone and lies in its region", (_, sampler) => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(5), (number, attempt) => {
      const place = sampler.place(number, attempt);
      const { x, y, limits, sceneId } = place;
      expect(regions).toContainEqual({ sceneId, window: limits });
      expect(x >= limits.x && x + 4 <= limits.x + limits.width).toBe(true);
      expect(y >= limits.y && y + 4 <= limits.y + limits.height).toBe(true);
      sampler.place(number + 1);
      expect(sampler.place(number, attempt)).toEqual(place);
    }),
  );
  expect(sampler.place(3, 1)).not.toEqual(sampler.place(3, 0));
});

test("uniform: every place is as likely as any other, or every region, as asked", () => {
  const counts = counted(uniformSampler({ regions }, { size: 4, rng }), 20_000);
  expect(counts.size).toBe(7 * 7 + 3 * 17);
  for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(5 * Math.sqrt(200));
  const inA = (by: "equal" | "root-area") =>
    [...counted(uniformSampler({ regions }, { size: 4, regionWeight: by, rng }), 4000)]
      .filter(([key]) => key.startsWith("a"))
      .reduce((sum, [, count]) => sum + count, 0) / 4000;
  expect(inA("equal")).toBeCloseTo(0.5, 1);
  expect(inA("root-area")).toBeCloseTo(Math.sqrt(100) / (Math.sqrt(100) + Math.sqrt(120)), 1);
});

test("weighted: in proportion to the weights, and never with weight 0", () => {
  const counts = counted(weightedSampler({ regions }, { patches, weights: [1, 3, 0, 4], rng }), 8000);
  expect(counts.get("b 4 8")).toBeUndefined();
  expect(counts.get("b 4 2")! / 8000).toBeCloseTo(1 / 8, 1);
  expect(counts.get("b 6 5")! / 8000).toBeCloseTo(3 / 8, 1);
  expect(counts.get("b 6 11")! / 8000).toBeCloseTo(4 / 8, 1);
});

test("balanced: half of the draws ask for the rare class, by its pixels", () => {
  const counts = counted(balancedSampler({ regions }, { patches, rng }), 8000);
  const background = 1 + 0.75 + 1 + 0.125;
  const building = 0.25 + 0.375;
  const expected = (own: number, rare: number) => 0.5 * (own / background) + 0.5 * (rare / building);
  expect(counts.get("b 4 2")! / 8000).toBeCloseTo(expected(1, 0), 1);
  expect(counts.get("b 6 11")! / 8000).toBeCloseTo(expected(0.125, 0.375), 1);
  const rare = counted(balancedSampler({ regions }, { patches, classWeights: [0, 1], rng }), 100);
  expect([...rare.keys()].toSorted()).toEqual(["b 6 11", "b 6 5"]);
});

test("a jitter is uniform over the places that the region holds", () => {
  const one = { sceneId: "b", window: { x: 4, y: 2, width: 4, height: 4 } };
  const corner: Patch = { ...one, classFractions: [1, 0], validFraction: 1 };
  const sampler = weightedSampler({ regions }, { patches: [corner], weights: [1], jitter: 2, rng });
  const counts = counted(sampler, 900);
  expect(counts.size).toBe(9);
  for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(50);
});

test("what cannot be sampled is refused with a reason", () => {
  const weighted = (weights: number[], more = {}) =>
    weightedSampler({ regions }, { patches, weights, rng, ...more });
  expect(() => weighted([1, 2])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: there are 2 weights, expected 4 numbers from 0, one for each of the patches, at least one above 0; give one for each]`,
  );
  expect(() => weighted([1, Number.NaN, 1, 1])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: weight 1 is NaN, expected 4 numbers from 0, one for each of the patches, at least one above 0; give one for each]`,
  );
  expect(() => weighted([0, 0, 0, 0])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: every weight is 0, expected 4 numbers from 0, one for each of the patches, at least one above 0; give one for each]`,
  );
  expect(() => weighted([1, 1, 1, 1], { jitter: 0.5 })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: jitter is 0.5, but a number of pixels, an integer from 0, was expected; write 0 for none]`,
  );
  expect(() => weighted([], { patches: [] })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "dataset": 0 patches were given, expected at least 1; cut larger regions or smaller patches]`,
  );
  expect(() =>
    balancedSampler({ regions }, { patches: patches.slice(0, 1), classWeights: [1, 1], rng }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: class 1 has weight 1, but is in none of 1 patches; give it weight 0, or patches that hold it]`,
  );
  const stray: Patch = { ...patches[0]!, sceneId: "a", window: { x: 8, y: 0, width: 4, height: 4 } };
  expect(() => weighted([1], { patches: [stray] })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "dataset": patch [8, 0, 4, 4] of scene "a" lies in none of the dataset's regions; cut the patches from this dataset]`,
  );
  const wide: Patch = { ...patches[0]!, window: { x: 4, y: 2, width: 5, height: 4 } };
  expect(() => weighted([1, 1], { patches: [patches[0]!, wide] })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "dataset": patch [4, 2, 5, 4] is 5×4, but the first is 4 wide; give squares of one size]`,
  );
  expect(() => uniformSampler({ regions }, { size: 8, rng })).toThrow(/patches are 8×8/);
});

test("patches without a labelled pixel cannot be balanced", () => {
  const empty = patches.map((one) => ({ ...one, classFractions: [0, 0], validFraction: 0 }));
  expect(() => balancedSampler({ regions }, { patches: empty, rng })).toThrow(
    /none of 4 patches has a pixel that is valid and labelled/,
  );
});
