import { sceneDataset } from "@undercoat/datasets";
import { createRng } from "@undercoat/random";
import { labelMap, raster } from "@undercoat/raster";
import { expect, test } from "vitest";
import { noisyDataset } from "./noisy-dataset.ts";

const scheme = {
  name: "two",
  classes: [
    { value: 0, name: "ground" },
    { value: 1, name: "building" },
  ],
};
const sceneOf = (id: string, values: readonly number[]) => {
  const size = { width: values.length, height: 1 };
  return {
    id,
    image: raster({ ...size, bands: [{ name: "height" }], data: Float32Array.from(values, (_, at) => at) }),
    labels: labelMap({ ...size, scheme, data: Uint8Array.from(values) }),
  };
};
const scenes = [sceneOf("a", [0, 1, 1, 0]), sceneOf("b", [1, 1, 0, 0])];
const earlier = [sceneOf("b", [0, 0, 0, 0]), sceneOf("a", [0, 0, 1, 1])];
const dataset = sceneDataset({ scheme, scenes });
const labelsOf = (noise: Parameters<typeof noisyDataset>[1]) =>
  noisyDataset(dataset, noise, {
    rng: createRng(0),
    scenesOf: (name) => (name === "osm" ? earlier : []),
  }).scenes.map(({ labels }) => [...labels.data]);

test("a noise finds the other labels and the image of every scene", () => {
  expect(labelsOf({ kind: "outdated", earlier: "osm" })).toEqual([
    [0, 0, 1, 1],
    [0, 0, 0, 0],
  ]);
  const rules = [{ class: "building", where: [{ band: "height", min: 2 }] }];
  expect(labelsOf({ kind: "sequence", noises: [{ kind: "rule-made", rules }] })).toEqual([
    [0, 1, 1, 1],
    [1, 1, 1, 1],
  ]);
});

test("labels that a scene lacks are named", () => {
  expect(() => labelsOf({ kind: "outdated", earlier: "none" })).toThrow('outdated takes "none" as earlier');
});
