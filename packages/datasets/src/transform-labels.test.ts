import { createRng } from "@undercoat/random";
import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { smallScene, smallScheme } from "../test/small-scene.ts";
import { sceneDataset } from "./scene-dataset.ts";
import { type LabelTransform, transformLabels } from "./transform-labels.ts";

const flips: LabelTransform<number> = {
  name: "flips",
  apply: (labels, rng) => {
    const data = labels.data.map((index) => (rng.next() < 0.5 ? 1 - index : index));
    return { labels: labelMap({ ...labels, data }), report: data.length };
  },
};
const dataset = sceneDataset({ scheme: smallScheme, scenes: [smallScene(), smallScene({ id: "b" })] });

test("each scene is transformed once, by a stream of its own name", () => {
  const { dataset: noisy, reports } = transformLabels(dataset, flips, createRng(0).fork("noise"));
  expect(reports).toEqual([
    { sceneId: "a", report: 48 },
    { sceneId: "b", report: 48 },
  ]);
  const alone = flips.apply(smallScene().labels, createRng(0).fork("noise").fork("b"));
  expect(noisy.scenes[1]?.labels).toEqual(alone.labels);
  expect(noisy.scenes[0]?.labels).not.toEqual(alone.labels);
  expect(noisy.scenes[0]?.image).toBe(dataset.scenes[0]?.image);
  expect(noisy.regions).toEqual(dataset.regions);
  expect(dataset.scenes[0]?.labels).toEqual(smallScene().labels);
});

test("a transform that changes the grid is refused", () => {
  const smaller: LabelTransform = {
    name: "smaller",
    apply: () => ({ labels: smallScene({ width: 4 }).labels, report: null }),
  };
  expect(() => transformLabels(dataset, smaller, createRng(0))).toThrow("image is 8×6, but labels are 4×6");
});
