import { createRng } from "@undercoat/random";
import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { gridPatches, scanPatches } from "./grid-patches.ts";
import { memoryScene } from "./memory-scene.ts";
import { sceneDataset } from "./scene-dataset.ts";
import { sourceDataset } from "./source-dataset.ts";
import { syntheticScene, syntheticScheme } from "./synthetic-scene.ts";

test("grid patches cover every pixel of a region, and leave out those with too little", () => {
  const scene = syntheticScene({ width: 70, height: 50 }, createRng(0));
  const dataset = sceneDataset({ scheme: syntheticScheme, scenes: [scene] });
  const covered = new Uint8Array(70 * 50);
  const patches = gridPatches(dataset, { size: 32, overlap: 4 });
  for (const { window } of patches)
    for (let y = window.y; y < window.y + 32; y++) covered.fill(1, y * 70 + window.x, y * 70 + window.x + 32);
  expect(covered.includes(0)).toBe(false);
  const ignored = labelMap({
    ...scene.labels,
    data: scene.labels.data.map((index, pixel) => (pixel % 70 < 36 ? 255 : index)),
  });
  const half = sceneDataset({ scheme: syntheticScheme, scenes: [{ ...scene, labels: ignored }] });
  expect(gridPatches(half, { size: 32, minimumValid: 0.9 }).every(({ window }) => window.x > 32)).toBe(true);
  expect(() => gridPatches(half, { size: 48, minimumValid: 0.99 })).toThrow(/none of 4 patches/);
  expect(() => gridPatches(half, { size: 64 })).toThrow(/is 70×50, but patches are 64×64/);
});

test("scenes that are read window by window give the same patches", async () => {
  const scene = syntheticScene({ width: 70, height: 50 }, createRng(0));
  const regions = [{ sceneId: scene.id, window: { x: 3, y: 2, width: 60, height: 40 } }];
  const inMemory = sceneDataset({ scheme: syntheticScheme, scenes: [scene], regions });
  const read = sourceDataset({ scheme: syntheticScheme, scenes: [memoryScene(scene)], regions });
  const options = { size: 24, overlap: 4, minimumValid: 0.5 };
  expect(await scanPatches(read, options)).toEqual(gridPatches(inMemory, options));
  await expect(scanPatches(read, { ...options, signal: AbortSignal.abort() })).rejects.toThrow("aborted");
});
