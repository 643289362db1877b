import { sceneDataset } from "@undercoat/datasets";
import { createRng } from "@undercoat/random";
import { IGNORE_INDEX, labelMap, raster } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type FoldTask, outOfFold, spatialFolds } from "./index.ts";

const scheme = {
  name: "two",
  classes: [
    { value: 0, name: "a" },
    { value: 1, name: "b" },
  ],
};

function dataset(
  width: number,
  height: number,
  labels = Uint8Array.from({ length: width * height }, (_, p) => p % 2),
) {
  const image = raster({ width, height, bands: [{ name: "grey" }], data: new Float32Array(width * height) });
  const scenes = [{ id: "one", image, labels: labelMap({ width, height, scheme, data: labels }) }];
  return sceneDataset({ scheme, scenes });
}

const even = (task: FoldTask) =>
  task.heldOut.map(({ window }) => new Float32Array(window.width * window.height * 2).fill(0.5));

test("blocks cover every labelled pixel once, without slivers, and folds are even", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: 70 }),
      fc.integer({ min: 8, max: 70 }),
      fc.integer({ min: 3, max: 20 }),
      (width, height, blockSize) => {
        const data = dataset(width, height);
        const possible =
          Math.max(1, Math.round(width / blockSize)) * Math.max(1, Math.round(height / blockSize));
        fc.pre(possible >= 2);
        const { blocks } = spatialFolds(data, { folds: 2, blockSize }, createRng(1));
        const seen = new Uint8Array(width * height);
        for (const { window } of blocks) {
          expect(window.width).toBeGreaterThanOrEqual(Math.min(width, blockSize / 2));
          expect(window.height).toBeGreaterThanOrEqual(Math.min(height, blockSize / 2));
          for (let y = window.y; y < window.y + window.height; y++)
            for (let x = window.x; x < window.x + window.width; x++) seen[y * width + x]! += 1;
        }
        expect(seen.every((times) => times === 1)).toBe(true);
        const sizes = [0, 1].map((fold) => blocks.filter((block) => block.fold === fold).length);
        expect(Math.abs(sizes[0]! - sizes[1]!)).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 50 },
  );
});

test("no model sees a label that it predicts, nor one within the buffer; all others it sees", async () => {
  const data = dataset(40, 32);
  const folds = spatialFolds(data, { folds: 3, blockSize: 8, buffer: 2 }, createRng(2));
  const tasks: FoldTask[] = [];
  const blocks = [];
  for await (const block of outOfFold(data, folds, (task) => {
    tasks.push(task);
    return even(task);
  }))
    blocks.push(block.block);
  expect(blocks.toSorted((a, b) => a - b)).toEqual([...folds.blocks.keys()]);
  expect(tasks).toHaveLength(3);
  for (const { train, heldOut } of tasks) {
    const labels = train.scenes[0]!.labels;
    for (let pixel = 0; pixel < labels.data.length; pixel++) {
      const [x, y] = [pixel % 40, Math.floor(pixel / 40)];
      const near = heldOut.some(
        ({ window: w }) => x >= w.x - 2 && x < w.x + w.width + 2 && y >= w.y - 2 && y < w.y + w.height + 2,
      );
      expect(labels.data[pixel]).toBe(near ? IGNORE_INDEX : pixel % 2);
    }
  }
  expect(data.scenes[0]!.labels.data).not.toContain(IGNORE_INDEX);
});

test("labels arrive as they were given, 255 included", async () => {
  const labels = Uint8Array.from({ length: 64 }, (_, pixel) => (pixel < 20 ? 255 : pixel % 2));
  const data = dataset(8, 8, labels);
  const folds = spatialFolds(data, { folds: 2, blockSize: 4 }, createRng(0));
  const seen: number[] = [];
  for await (const { pixels } of outOfFold(data, folds, even)) seen.push(...pixels.labels);
  expect(seen.toSorted()).toEqual([...labels].toSorted());
});

test("refuses more folds than blocks, maps without labels, and buffers that hide everything", async () => {
  expect(() =>
    spatialFolds(dataset(8, 8), { folds: 5, blockSize: 4 }, createRng(0)),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: 5 folds need as many blocks, but blocks of 4 pixels give 4; make blockSize smaller or use fewer folds]`,
  );
  expect(() =>
    spatialFolds(dataset(8, 8, new Uint8Array(64).fill(255)), {}, createRng(0)),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: all labels of the dataset are ignored (255), expected labelled pixels; check nodata and the class scheme]`,
  );
  const data = dataset(8, 8);
  const folds = spatialFolds(data, { folds: 2, blockSize: 4, buffer: 8 }, createRng(0));
  await expect(drain(outOfFold(data, folds, even))).rejects.toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: holding out 2 blocks with a buffer of 8 pixels hides all labels; use smaller blocks, a smaller buffer or more folds]`,
  );
});

test("refuses predictions that do not fit the held-out blocks", async () => {
  const data = dataset(8, 8);
  const folds = spatialFolds(data, { folds: 2, blockSize: 4 }, createRng(0));
  await expect(
    drain(outOfFold(data, folds, (task) => even(task).slice(1))),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: trainAndPredict yielded 1 blocks for fold 0, expected 2; yield one array for each of heldOut, in order]`,
  );
  await expect(
    drain(outOfFold(data, folds, (task) => [...even(task), ...even(task)])),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: trainAndPredict yielded more than 2 blocks for fold 0, expected 2; yield one array for each of heldOut, in order]`,
  );
  await expect(
    drain(outOfFold(data, folds, () => [new Float32Array(4)])),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: 16 labels of 2 classes need 32 probabilities, got 4; give [pixel, class] of the same window]`,
  );
});

async function drain(blocks: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of blocks);
}
