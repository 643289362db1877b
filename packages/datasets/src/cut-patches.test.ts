import { createRng } from "@undercoat/random";
import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { smallScene, smallScheme } from "../test/small-scene.ts";
import { cutPatches, gridPatches } from "./cut-patches.ts";
import { sceneDataset } from "./scene-dataset.ts";
import { syntheticScene, syntheticScheme } from "./synthetic-scene.ts";

test("a region is cut row by row, and what is left over is not used", () => {
  const regions = [{ sceneId: "a", window: { x: 1, y: 0, width: 7, height: 5 } }];
  const patches = cutPatches(sceneDataset({ scheme: smallScheme, scenes: [smallScene()], regions }), 2);
  expect(patches.map(({ window }) => [window.x, window.y])).toEqual([
    [1, 0],
    [3, 0],
    [5, 0],
    [1, 2],
    [3, 2],
    [5, 2],
  ]);
});

test("class fractions leave out ignored and invalid pixels", () => {
  const validity = Uint8Array.of(1, 0, 1, 1);
  const { image, id } = smallScene({ width: 2, height: 2, validity });
  const labels = labelMap({ width: 2, height: 2, scheme: smallScheme, data: Uint8Array.of(1, 1, 255, 0) });
  const dataset = sceneDataset({ scheme: smallScheme, scenes: [{ id, image, labels }] });
  expect(cutPatches(dataset, 2)[0]?.classFractions).toEqual([0.5, 0.5]);
  expect(cutPatches(dataset, 1).map(({ classFractions }) => classFractions)).toEqual([
    [0, 1],
    [0, 0],
    [0, 0],
    [1, 0],
  ]);
});

test("regions without room for a patch are an error", () => {
  const dataset = sceneDataset({ scheme: smallScheme, scenes: [smallScene()], name: "finetune" });
  expect(() => cutPatches(dataset, 9)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "finetune": none of the 1 regions holds a 9×9 patch, expected at least 1; use larger windows or smaller patches]`,
  );
});

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
