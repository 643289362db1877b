import { createRng } from "@undercoat/random";
import { labelMap, raster } from "@undercoat/raster";
import { expect, test } from "vitest";
import { smallScheme } from "../test/small-scene.ts";
import { computeNormalisation } from "./compute-normalisation.ts";
import { memoryScene } from "./memory-scene.ts";
import { scanNormalisation } from "./scan-normalisation.ts";
import { type Scene, sceneDataset } from "./scene-dataset.ts";
import { sourceDataset } from "./source-dataset.ts";

function scene(
  id: string,
  { offset, isValid }: { offset: number; isValid: (pixel: number) => boolean },
): Scene {
  const [width, height] = [50, 30];
  const rng = createRng(2).fork(id);
  const validity = Uint8Array.from({ length: width * height }, (_, pixel) => (isValid(pixel) ? 1 : 0));
  const data = Float32Array.from({ length: 2 * width * height }, (_, at) =>
    validity[at >> 1] === 0 ? 0 : offset + rng.int(1000) / 8,
  );
  const bands = [{ name: "red" }, { name: "near" }];
  return {
    id,
    image: raster({ width, height, bands, data, validity }),
    labels: labelMap({ width, height, scheme: smallScheme, data: new Uint8Array(width * height) }),
  };
}

test("one pass over windows of any size equals two passes over scenes in memory", async () => {
  const scenes = [
    scene("a", { offset: 100_000, isValid: (pixel) => pixel % 7 !== 0 }),
    scene("b", { offset: 100_100, isValid: (pixel) => pixel > 700 }),
  ];
  const regions = [
    { sceneId: "a", window: { x: 3, y: 1, width: 40, height: 20 } },
    { sceneId: "b", window: { x: 0, y: 0, width: 50, height: 30 } },
  ];
  const expected = computeNormalisation(sceneDataset({ scheme: smallScheme, scenes, regions }));
  const dataset = sourceDataset({ scheme: smallScheme, scenes: scenes.map(memoryScene), regions });
  for (const block of [7, 16, 1024]) {
    const { mean, standardDeviation } = await scanNormalisation(dataset, { block });
    const ratios = (found: readonly number[], wanted: readonly number[]) =>
      found.map((value, band) => Math.abs(value / wanted[band]! - 1));
    expect(Math.max(...ratios(mean, expected.mean))).toBeLessThan(1e-13);
    expect(Math.max(...ratios(standardDeviation, expected.standardDeviation))).toBeLessThan(1e-12);
  }
});

test("scenes without a valid pixel, and bands of one value, are refused", async () => {
  const empty = scene("a", { offset: 0, isValid: () => false });
  const of = (...scenes: Scene[]) => sourceDataset({ scheme: smallScheme, scenes: scenes.map(memoryScene) });
  await expect(scanNormalisation(of(empty))).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "dataset": the 1 regions hold 0 valid pixels, expected at least 1; check the nodata value of the images]`,
  );
  const full = scene("a", { offset: 0, isValid: () => true });
  const flat = full.image.data.map((value, at) => (at % 2 === 1 ? 4 : value));
  const constant = { ...full, image: raster({ ...full.image, data: flat }) };
  await expect(scanNormalisation(of(constant))).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: band "near" is 4 in all 1500 valid pixels, expected values that differ; leave the band out]`,
  );
  await expect(scanNormalisation(of(full), { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
});
