import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { smallScene, smallScheme } from "../test/small-scene.ts";
import { cutPatches } from "./cut-patches.ts";
import { sceneDataset } from "./scene-dataset.ts";

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
