import { createRng } from "@undercoat/random";
import { type ClassScheme, labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { omissionNoise } from "./omission-noise.ts";

const scheme: ClassScheme = {
  name: "village",
  classes: ["ground", "building", "road"].map((name, value) => ({ value, name })),
};
/** 40 × 40 cells: a building of one pixel in each, or of nine in every fourth; a road in the last row. */
const village = labelMap({
  width: 160,
  height: 161,
  scheme,
  data: Uint8Array.from({ length: 160 * 161 }, (_, pixel) => {
    const [x, y] = [pixel % 160, Math.floor(pixel / 160)];
    if (y === 160) return 2;
    if (x === 0 && y === 0) return 255;
    const large = Math.floor(x / 4) % 4 === 0;
    return x % 4 <= (large ? 2 : 0) && y % 4 <= (large ? 2 : 0) ? 1 : 0;
  }),
});
const apply = (options: Partial<Parameters<typeof omissionNoise>[0]>, seed = 0) =>
  omissionNoise({ probability: 0.3, classes: ["building"], into: "ground", ...options }).apply(
    village,
    createRng(seed),
  );
const FOUR_DEVIATIONS = 4;

test("the asked share of objects is left out, within four binomial deviations", () => {
  const { report, labels } = apply({});
  const { objects, removed, removedPixels } = report.facts as Record<string, number>;
  expect(objects).toBe(1600);
  expect(Math.abs(removed! - 0.3 * 1600)).toBeLessThan(FOUR_DEVIATIONS * Math.sqrt(1600 * 0.3 * 0.7));
  expect(report.changed).toBe(removedPixels);
  expect(report.confusion[1]?.[0]).toBe(removedPixels);
  expect(labels.data.filter((index) => index === 2)).toHaveLength(160);
  expect(labels.data[0]).toBe(255);
});

test("an object goes as a whole or stays as a whole", () => {
  const { labels } = apply({ probability: 0.5 });
  for (let y = 4; y < 160; y += 4) {
    const block = [0, 1, 2].flatMap((dy) => [...labels.data.slice((y + dy) * 160, (y + dy) * 160 + 3)]);
    expect(new Set(block).size).toBe(1);
  }
});

test("size dependence leaves out small objects more often", () => {
  const { labels } = apply({ probability: 0.3, sizeDependence: 1 });
  const left = (offset: number) => {
    let count = 0;
    for (let y = 4; y < 160; y += 4)
      for (let x = offset; x < 160; x += 16) count += labels.data[y * 160 + x]!;
    return count / 390;
  };
  expect(left(4)).toBeLessThan(0.8); // median size: probability 0.3
  expect(left(0)).toBeGreaterThan(0.9); // nine times as large: probability 1/30
});

test("probability 0 changes nothing, probability 1 leaves no object", () => {
  expect(apply({ probability: 0 }).labels.data).toEqual(village.data);
  expect(apply({ probability: 1 }).labels.data).not.toContain(1);
  const everything = omissionNoise({ probability: 1 }).apply(village, createRng(0));
  expect(new Set(everything.labels.data)).toEqual(new Set([0, 255]));
});

test("the noise depends on the seed alone, and the input is not touched", () => {
  const before = village.data.slice();
  expect(apply({}, 5)).toEqual(apply({}, 5));
  expect(apply({}, 5).labels.data).not.toEqual(apply({}, 6).labels.data);
  expect(village.data).toEqual(before);
});

test("connectivity decides whether pixels that touch at a corner are one object", () => {
  const diagonal = labelMap({ width: 2, height: 2, scheme, data: Uint8Array.of(1, 0, 0, 1) });
  const objects = (connectivity: 4 | 8) =>
    omissionNoise({ probability: 0, connectivity }).apply(diagonal, createRng(0)).report.facts["objects"];
  expect([objects(4), objects(8)]).toEqual([2, 1]);
});

test("a class that the scheme lacks is named", () => {
  expect(() => apply({ classes: ["house"] })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: class "house" is not in class scheme "village", which has 0 "ground", 1 "building", 2 "road"; name one of these]`,
  );
  expect(() => apply({ into: 3 })).toThrow("class 3 is not in class scheme");
});
