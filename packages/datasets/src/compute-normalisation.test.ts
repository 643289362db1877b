import { raster } from "@undercoat/raster";
import { expect, test } from "vitest";
import { smallScene, smallScheme } from "../test/small-scene.ts";
import { computeNormalisation } from "./compute-normalisation.ts";
import { normalisedImage } from "./normalised-image.ts";
import { type Region, type Scene, sceneDataset } from "./scene-dataset.ts";

const datasetOf = (scene: Scene, regions?: readonly Region[]) =>
  sceneDataset({ scheme: smallScheme, scenes: [scene], ...(regions && { regions }) });

test("mean and population standard deviation are over the pixels of the regions", () => {
  const window = { x: 0, y: 0, width: 3, height: 1 }; // first band 0, 1, 2; second 0, 2, 4
  const { mean, standardDeviation } = computeNormalisation(
    datasetOf(smallScene(), [{ sceneId: "a", window }]),
  );
  expect(mean).toEqual([1, 2]);
  expect(standardDeviation).toEqual([Math.sqrt(2 / 3), Math.sqrt(8 / 3)]);
});

test("invalid pixels change nothing", () => {
  const validity = new Uint8Array(48).fill(1);
  validity[3] = 0;
  const scene = smallScene({ validity });
  scene.image.data[6] = 1e9;
  const window = { x: 0, y: 0, width: 4, height: 1 };
  expect(computeNormalisation(datasetOf(scene, [{ sceneId: "a", window }])).mean).toEqual([1, 2]);
  const image = normalisedImage(scene, window, { mean: [1, 1], standardDeviation: [2, 1] });
  expect([...image]).toEqual([-0.5, -1, 0, 1, 0.5, 3, 0, 0]);
});

test("no valid pixel, or a band of one value, is an error", () => {
  expect(() =>
    computeNormalisation(datasetOf(smallScene({ validity: new Uint8Array(48) }))),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "dataset": the 1 regions hold 0 valid pixels, expected at least 1; check the nodata value of the images]`,
  );
  const image = raster({ ...smallScene().image, data: new Float32Array(96).fill(7) });
  expect(() =>
    computeNormalisation(datasetOf({ ...smallScene(), image })),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: band "red" is 7 in all 48 valid pixels, expected values that differ; leave the band out]`,
  );
});
