import { createRng } from "@undercoat/random";
import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import type { Patch } from "./cut-patches.ts";
import { fewLabels, fractionOfPatches } from "./few-labels.ts";

const patch = (index: number, main: number): Patch => ({
  sceneId: "a",
  window: { x: index, y: 0, width: 1, height: 1 },
  classFractions: [0, 1, 2].map((each) => (each === main ? 1 : 0)),
  validFraction: 1,
});
const patches = Array.from({ length: 400 }, (_, index) =>
  patch(index, index < 300 ? 0 : index < 380 ? 1 : 2),
);

test("fractions are nested, and hold the classes in their shares", () => {
  const rng = () => createRng(1).fork("few");
  const sizes = [0.01, 0.05, 0.1, 0.25, 0.5, 1];
  const chosen = sizes.map((fraction) => fractionOfPatches(patches, fraction, rng()));
  expect(chosen.map(({ length }) => length)).toEqual([4, 20, 40, 100, 200, 400]);
  chosen.slice(1).forEach((larger, at) => {
    for (const one of chosen[at] ?? []) expect(larger).toContain(one);
  });
  for (const some of chosen.slice(2)) {
    const share = (main: number) =>
      some.filter(({ classFractions }) => classFractions[main] === 1).length / some.length;
    expect(Math.abs(share(0) - 0.75)).toBeLessThan(0.03);
    expect(Math.abs(share(2) - 0.05)).toBeLessThan(0.03);
  }
  expect(fractionOfPatches(patches, 0.1, createRng(2))).not.toEqual(chosen[2]);
});

test("a fraction that is none is refused", () => {
  expect(() => fractionOfPatches(patches, 0, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: fraction is 0, but a number above 0 and at most 1 was expected; write 0.05 for 5 %]`,
  );
  expect(() => fractionOfPatches([], 0.5, createRng(0))).toThrow(/0 patches/);
});

const scheme = {
  name: "two",
  classes: [
    { value: 0, name: "a" },
    { value: 1, name: "b" },
    { value: 2, name: "none" },
  ],
};
const data = Uint8Array.from({ length: 900 }, (_, pixel) =>
  pixel % 100 === 7 ? 1 : pixel % 50 === 3 ? 255 : 0,
);
const labels = labelMap({ width: 30, height: 30, scheme, data });

test("points are kept of every class, in its place; the rest is ignored", () => {
  const sparse = fewLabels(labels, { pointsPerClass: 5 }, createRng(0));
  expect([0, 1].map((index) => sparse.data.filter((each) => each === index).length)).toEqual([5, 5]);
  sparse.data.forEach((index, pixel) => {
    if (index !== 255) expect(index).toBe(data[pixel]);
  });
  expect(
    fewLabels(labels, { pointsPerClass: 50 }, createRng(0)).data.filter((each) => each === 1),
  ).toHaveLength(9);
  expect(fewLabels(labels, { pointsPerClass: 5 }, createRng(0)).data).toEqual(sparse.data);
});

test("every pixel of a class is as likely as any other", () => {
  const hits = new Float64Array(900);
  for (let seed = 0; seed < 2000; seed++)
    fewLabels(labels, { pointsPerClass: 3 }, createRng(seed)).data.forEach((index, pixel) => {
      if (index === 1) hits[pixel] = (hits[pixel] ?? 0) + 1;
    });
  // 2000 draws of 3 of 9: 667 ± 21 each; five deviations
  for (let pixel = 7; pixel < 900; pixel += 100)
    expect(Math.abs((hits[pixel] ?? 0) - 2000 / 3)).toBeLessThan(105);
});

test("a number of points that is none is refused", () => {
  expect(() => fewLabels(labels, { pointsPerClass: 0.5 }, createRng(0))).toThrow(/positive integer/);
});
