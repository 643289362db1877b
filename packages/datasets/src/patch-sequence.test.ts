import { createRng } from "@undercoat/random";
import { cropLabels, labelMap, type Window, wholeWindow } from "@undercoat/raster";
import { expect, test } from "vitest";
import { smallScene, smallScheme } from "../test/small-scene.ts";
import { batchesOf } from "./batches-of.ts";
import { computeNormalisation } from "./compute-normalisation.ts";
import { flipRotate } from "./flip-rotate.ts";
import { memoryScene } from "./memory-scene.ts";
import { normalisedImage } from "./normalised-image.ts";
import { patchSequence } from "./patch-sequence.ts";
import { sceneDataset } from "./scene-dataset.ts";
import type { SceneSource } from "./scene-source.ts";
import { shiftScaleRotate } from "./shift-scale-rotate.ts";
import { sourceDataset } from "./source-dataset.ts";
import { uniformSampler } from "./uniform-sampler.ts";

const scenes = [
  smallScene({ id: "a", width: 20, height: 16 }),
  smallScene({ id: "b", width: 14, height: 30 }),
];
const normalisation = computeNormalisation(sceneDataset({ scheme: smallScheme, scenes }));
const dataset = sourceDataset({ scheme: smallScheme, scenes: scenes.map(memoryScene) });
const rng = createRng(4);
const sampler = uniformSampler(dataset, { size: 6, rng: rng.fork("order") });

test("patches hold the normalised pixels and labels of their places", async () => {
  const { batchAt } = patchSequence(dataset, { sampler, batchSize: 3, normalisation });
  const batch = await batchAt(5);
  expect(batch).toMatchObject({ size: 3, width: 6, height: 6, bandCount: 2 });
  for (let index = 0; index < 3; index++) {
    const { sceneId, x, y } = sampler.place(15 + index);
    const scene = scenes.find(({ id }) => id === sceneId)!;
    const window = { x, y, width: 6, height: 6 };
    expect(batch.images.subarray(index * 72, (index + 1) * 72)).toEqual(
      normalisedImage(scene, window, normalisation),
    );
    expect(batch.labels.subarray(index * 36, (index + 1) * 36)).toEqual(
      cropLabels(scene.labels, window).data,
    );
  }
});

test("batches do not depend on the order in which they are made, and restore exactly", async () => {
  const augmentation = { of: shiftScaleRotate({ probability: 1 }), rng: rng.fork("augmentation") };
  const sequence = patchSequence(dataset, { sampler, batchSize: 2, normalisation, augmentation });
  const forwards = [await sequence.batchAt(0), await sequence.batchAt(1), await sequence.batchAt(2)];
  expect(await sequence.batchAt(1)).toEqual(forwards[1]);
  const source = batchesOf(sequence);
  expect(await source.next()).toEqual(forwards[0]);
  const state = source.save();
  expect(await source.next()).toEqual(forwards[1]);
  source.restore(state);
  expect(await source.next()).toEqual(forwards[1]);
  await source.close();
  await expect(source.next()).rejects.toThrow("is closed");
});

test("nothing outside of a region is read, and what an augmentation misses there is ignored", async () => {
  const windows: Window[] = [];
  const watched = (scene: SceneSource): SceneSource => ({
    ...scene,
    read: (options = {}) => {
      windows.push(options.window ?? wholeWindow(scene));
      return scene.read(options);
    },
  });
  const window = { x: 4, y: 3, width: 8, height: 7 };
  const some = sourceDataset({
    scheme: smallScheme,
    scenes: [watched(memoryScene(scenes[0]!))],
    regions: [{ sceneId: "a", window }],
  });
  const sequence = patchSequence(some, {
    sampler: uniformSampler(some, { size: 6, rng }),
    batchSize: 4,
    normalisation,
    augmentation: { of: shiftScaleRotate({ shift: 0.5, probability: 1 }), rng },
  });
  const { labels, images } = await sequence.batchAt(0);
  for (const { x, y, width, height } of windows) {
    expect(x >= 4 && y >= 3 && x + width <= 12 && y + height <= 10).toBe(true);
  }
  expect(labels.includes(255)).toBe(true);
  labels.forEach((index, pixel) => {
    if (images[2 * pixel] === 0 && images[2 * pixel + 1] === 0) expect(index).toBe(255);
  });
});

test("another place is tried where too few pixels are valid and labelled", async () => {
  const scene = smallScene({ id: "a", width: 40, height: 40 });
  const data = scene.labels.data.map((index, pixel) => (pixel % 40 < 30 ? 255 : index));
  const sparse = { ...scene, labels: labelMap({ ...scene.labels, data }) };
  const few = sourceDataset({ name: "few", scheme: smallScheme, scenes: [memoryScene(sparse)] });
  const order = uniformSampler(few, { size: 8, rng });
  const sequence = patchSequence(few, { sampler: order, batchSize: 16, normalisation, minimumValid: 0.9 });
  const { labels } = await sequence.batchAt(0);
  for (let index = 0; index < 16; index++) {
    const own = labels.subarray(index * 64, (index + 1) * 64);
    expect(own.filter((each) => each !== 255).length / 64).toBeGreaterThanOrEqual(0.9);
  }
  const wide = uniformSampler(few, { size: 32, rng });
  const never = patchSequence(few, { sampler: wide, batchSize: 1, normalisation, minimumValid: 0.9 });
  await expect(never.batchAt(3)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "few": patch 3: none of 100 places has 90 % of its pixels valid and labelled, at most 31.3 %; ask for less, or draw from gridPatches or scanPatches with minimumValid]`,
  );
});

test("turned patches are those of the same places", async () => {
  const turned = patchSequence(dataset, {
    sampler,
    batchSize: 4,
    normalisation,
    augmentation: { of: flipRotate(), rng },
  });
  const plain = patchSequence(dataset, { sampler, batchSize: 4, normalisation });
  const [a, b] = [await turned.batchAt(0), await plain.batchAt(0)];
  for (let index = 0; index < 4; index++) {
    const sorted = (all: Float32Array) => all.slice(index * 72, (index + 1) * 72).toSorted();
    expect(sorted(a.images)).toEqual(sorted(b.images));
  }
  expect(a.images).not.toEqual(b.images);
});

test("a normalisation of other bands is refused at once", () => {
  const wrong = { mean: [0], standardDeviation: [1] };
  expect(() => patchSequence(dataset, { sampler, batchSize: 1, normalisation: wrong })).toThrow(/2 bands/);
});

test("numbers that are none are refused at once", () => {
  const of = (more: object) => () =>
    patchSequence(dataset, { sampler, batchSize: 2, normalisation, ...more });
  for (const batchSize of [0, 1.5, -1, Number.NaN]) expect(of({ batchSize })).toThrow(/expected/);
  for (const minimumValid of [-0.1, 1.1, Number.NaN]) expect(of({ minimumValid })).toThrow(/from 0 to 1/);
});

test("a scene in memory is checked, and its labels are ignored where the image is not valid", async () => {
  const validity = Uint8Array.from({ length: 48 }, (_, pixel) => (pixel === 5 ? 0 : 1));
  const { labels } = await memoryScene(smallScene({ validity })).read();
  expect(labels.data[5]).toBe(255);
  const other = smallScene({ width: 6, height: 6 });
  expect(() => memoryScene({ ...smallScene(), labels: other.labels })).toThrow(
    /image is 8×6, but labels are 6×6/,
  );
});

test("scenes that name the same bands in another order are refused", () => {
  const scene = memoryScene(scenes[1]!);
  const turned = { ...scene, bands: scene.bands.toReversed() };
  expect(() => sourceDataset({ scheme: smallScheme, scenes: [memoryScene(scenes[0]!), turned] })).toThrow(
    /scene "b" has the bands near, red, but scene "a" has red, near/,
  );
});

test("what fails while another state is restored does not move it", async () => {
  let isBroken = true;
  const source = batchesOf({
    batchAt: async (number) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (isBroken) throw new RangeError("broken");
      return { number } as never;
    },
  });
  const failed = source.next();
  source.restore({ kind: "batch-sequence", next: 7 });
  await expect(failed).rejects.toThrow("broken");
  expect(source.save().next).toBe(7);
  isBroken = false;
  expect(await source.next()).toEqual({ number: 7 });
});
