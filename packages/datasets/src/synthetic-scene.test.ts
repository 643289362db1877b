import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import type { Scene } from "./scene-dataset.ts";
import { syntheticScene, syntheticScenes, syntheticScheme } from "./synthetic-scene.ts";

const make = (options = {}, seed = 0) =>
  syntheticScene({ width: 128, height: 96, ...options }, createRng(seed));

test("a scene depends on its seed alone", () => {
  expect(make({}, 1)).toEqual(make({}, 1));
  expect(make({}, 1).labels.data).not.toEqual(make({}, 2).labels.data);
});

test("samples are whole grey values from 0 to 255, and every class occurs", () => {
  const { image, labels } = make({ width: 256, height: 256 });
  expect(image.data.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(true);
  const shares = sharesOf(labels.data);
  expect(shares).toHaveLength(syntheticScheme.classes.length);
  for (const share of shares) expect(share).toBeGreaterThan(0.02);
});

test("without contrast, texture and noise there is nothing to see; with all of them the labels stay", () => {
  const blank = make({ contrast: 0, texture: 0, noise: 0 });
  expect(new Set(blank.image.data).size).toBe(3);
  expect(make({ contrast: 1, texture: 30, noise: 30 }).labels).toEqual(blank.labels);
});

test("colours alone tell the classes apart better with more contrast and less noise", () => {
  const easy = nearestColourAccuracy(make({ width: 256, height: 256, contrast: 1, noise: 4 }));
  const usual = nearestColourAccuracy(make({ width: 256, height: 256 }));
  const hard = nearestColourAccuracy(make({ width: 256, height: 256, contrast: 0.2, noise: 30 }));
  expect(easy).toBeGreaterThan(usual);
  expect(usual).toBeGreaterThan(hard);
});

test("scenes lie side by side, and more of them leave the first ones as they are", () => {
  const [first, second] = syntheticScenes({ count: 2, width: 64, height: 64, pixelSize: 2 }, createRng(5));
  expect(first).toEqual(syntheticScenes({ count: 1, width: 64, height: 64, pixelSize: 2 }, createRng(5))[0]);
  expect(second?.id).toBe("scene-2");
  expect(second?.image.geotransform?.[0]).toBe(128);
  expect(second?.labels.data).not.toEqual(first?.labels.data);
});

test("an unknown option is refused", () => {
  expect(() => make({ buildings: 3 })).toThrow("buildings");
});

function sharesOf(data: Uint8Array): number[] {
  return syntheticScheme.classes.map((_, index) => data.filter((one) => one === index).length / data.length);
}

function nearestColourAccuracy({ image, labels }: Scene): number {
  const sums = syntheticScheme.classes.map(() => [0, 0, 0, 0]);
  labels.data.forEach((index, pixel) => {
    const sum = sums[index]!;
    for (let band = 0; band < 3; band++) sum[band]! += image.data[pixel * 3 + band]!;
    sum[3]! += 1;
  });
  const means = sums.map(([r = 0, g = 0, b = 0, n = 1]) => [r / n, g / n, b / n]);
  const right = labels.data.filter((index, pixel) => {
    const squares = means.map((mean) =>
      mean.reduce((sum, value, band) => sum + (value - image.data[pixel * 3 + band]!) ** 2, 0),
    );
    return squares.indexOf(Math.min(...squares)) === index;
  });
  return right.length / labels.data.length;
}
