import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { smallScene, smallScheme } from "../test/small-scene.ts";
import { isDatasetsError } from "./errors.ts";
import { patchDraws, type RandomPatchesOptions, randomPatches } from "./random-patches.ts";
import { sceneDataset } from "./scene-dataset.ts";

const dataset = sceneDataset({ scheme: smallScheme, scenes: [smallScene()] });
const normalisation = { mean: [1, 2], standardDeviation: [2, 4] };
const options = (seed: number, more: Partial<RandomPatchesOptions> = {}): RandomPatchesOptions => ({
  size: 4,
  batchSize: 3,
  normalisation,
  rng: createRng(seed).fork("order"),
  ...more,
});

test("a patch holds the normalised samples and labels of its place", () => {
  const source = randomPatches(dataset, options(1, { dihedral: false, batchSize: 1 }));
  const { x, y } = patchDraws(dataset, { size: 4, dihedral: false, rng: createRng(1).fork("order") }).next();
  const { images, labels, draws, ...shape } = source.next();
  expect(shape).toEqual({ size: 1, height: 4, width: 4, bandCount: 2 });
  expect(draws).toEqual([{ sceneId: "a", x, y, operation: 0 }]);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      const pixel = (y + row) * 8 + x + column;
      expect(images[(row * 4 + column) * 2]).toBe((pixel - 1) / 2);
      expect(images[(row * 4 + column) * 2 + 1]).toBe((2 * pixel - 2) / 4);
      expect(labels[row * 4 + column]).toBe(pixel % 2);
    }
  }
});

test("images and labels go through the same flip, so each label stays with its pixel", () => {
  const { images, labels } = randomPatches(dataset, options(2, { batchSize: 20 })).next();
  labels.forEach((label, i) => {
    expect(label).toBe((images[i * 2]! * 2 + 1) % 2);
  });
});

test("permuted labels come from a stream of their own and leave the images as they are", () => {
  const plain = randomPatches(dataset, options(3)).next();
  const permuted = randomPatches(dataset, options(3, { permuteLabels: createRng(9).fork("order") })).next();
  const others = randomPatches(dataset, options(9)).next();
  expect(permuted.images).toEqual(plain.images);
  expect(permuted.labels).toEqual(others.labels);
  expect(permuted.labels).not.toEqual(plain.labels);
});

test("invalid pixels are 0 in the image and ignored in the labels, whatever they hold", () => {
  const validity = Uint8Array.from({ length: 48 }, (_, pixel) => (pixel % 5 === 0 ? 0 : 1));
  const scenes = [smallScene({ validity }), smallScene({ validity })] as const;
  scenes[1].image.data.forEach((_, i) => {
    if (validity[i >> 1] === 0) scenes[1].image.data[i] = 1e6;
  });
  const batches = scenes.map((scene) =>
    randomPatches(sceneDataset({ scheme: smallScheme, scenes: [scene] }), options(4)).next(),
  );
  expect(batches[0]).toEqual(batches[1]);
  const { images, labels } = batches[0]!;
  expect(labels).toContain(255);
  labels.forEach((label, i) => {
    if (label === 255) expect([images[i * 2], images[i * 2 + 1]]).toEqual([0, 0]);
  });
});

test("permuted labels are ignored where the image shown with them is not valid", () => {
  const validity = new Uint8Array(48);
  validity[0] = 1;
  const holes = sceneDataset({ scheme: smallScheme, scenes: [smallScene({ validity })] });
  const { labels } = randomPatches(holes, options(5, { permuteLabels: createRng(6) })).next();
  expect(labels.filter((label) => label !== 255).length).toBeLessThanOrEqual(3);
});

test("a restored source continues exactly where it was saved, also through JSON", () => {
  const make = () => randomPatches(dataset, options(7, { permuteLabels: createRng(8) }));
  const source = make();
  source.next();
  const state = JSON.parse(JSON.stringify(source.save()));
  const following = [source.next(), source.next()];
  const other = make();
  other.restore(state);
  expect([other.next(), other.next()]).toEqual(following);
});

test("the state of another kind of source is refused", () => {
  const state = randomPatches(dataset, options(7)).save();
  const other = randomPatches(dataset, options(7, { permuteLabels: createRng(8) }));
  expect(() => other.restore(state)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: state is of "random-patches" without permuted labels, expected "random-patches" with permuted labels; restore the source that saved it]`,
  );
});

test("regions are drawn in proportion to the root of their area", () => {
  const regions = [16, 4].map((side) => ({
    sceneId: `${side}`,
    window: { x: 0, y: 0, width: side, height: side },
  }));
  const draws = patchDraws({ regions }, { size: 2, dihedral: true, rng: createRng(0) });
  const count = 20_000;
  const large = Array.from({ length: count }, () => draws.next()).filter(
    ({ sceneId }) => sceneId === "16",
  ).length;
  const deviation = Math.sqrt(0.8 * 0.2 * count); // roots 16 and 4: probability 0.8; bound of four deviations
  expect(Math.abs(large - 0.8 * count)).toBeLessThan(4 * deviation);
});

test("every patch lies inside its region, and every place is reached", () => {
  const region = { sceneId: "a", window: { x: 2, y: 1, width: 5, height: 4 } };
  const draws = patchDraws({ regions: [region] }, { size: 3, dihedral: true, rng: createRng(1) });
  const places = new Set(Array.from({ length: 2000 }, () => Object.values(draws.next()).join(" ")));
  expect(places.size).toBe(3 * 2 * 8);
  expect([...places].every((place) => /^a [234] [12] [0-7]$/.test(place))).toBe(true);
});

test("patches larger than a region, and a normalisation of other bands, are refused", () => {
  expect(() => randomPatches(dataset, options(0, { size: 7 }))).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "dataset": region [0, 0, 8, 6] of scene "a" is 8×6, but patches are 7×7; use a larger window or smaller patches]`,
  );
  const three = { mean: [1, 2, 3], standardDeviation: [1, 1, 1] };
  expect(() =>
    randomPatches(dataset, options(0, { normalisation: three })),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: normalisation has 3 means and 3 standard deviations, but the images have 2 bands; give one of each per band]`,
  );
  const constant = { mean: [1, 2], standardDeviation: [1, 0] };
  expect(() =>
    randomPatches(dataset, options(0, { normalisation: constant })),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: standard deviation of band 2 is 0, expected a number above 0; leave a constant band out]`,
  );
  const error = (() => {
    try {
      return patchDraws({ regions: [] }, { size: 1, dihedral: true, rng: createRng(0) });
    } catch (caught) {
      return caught;
    }
  })();
  expect(isDatasetsError(error, "NO_REGIONS")).toBe(true);
  expect(isDatasetsError(error, "NO_SCENES")).toBe(false);
  expect(isDatasetsError(new TypeError("x"))).toBe(false);
});
