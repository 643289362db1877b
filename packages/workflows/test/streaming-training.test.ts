import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  balancedSampler,
  batchesOf,
  loadScene,
  memoryScene,
  patchSequence,
  scanNormalisation,
  scanPatches,
  sceneSource,
  sourceDataset,
} from "@undercoat/datasets";
import { openGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { describeShared } from "@undercoat/test-utils";
import { collectFeatures, labelBurner, openVector, reprojectFeatures } from "@undercoat/vector";
import { expect, test } from "vitest";

const scheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "background" },
    { value: 1, name: "building" },
  ],
};

describeShared("an area of oam_buildings, read window by window", ["data", "oam_buildings"], (folder) => {
  const area = readdirSync(join(folder, "vectors"))[0]!.replace(".geojson", "");
  const open = (kind: string) => openGeoTiff(join(folder, kind, `${area}.tif`));

  test("labels burnt for each window are those of the label file", async () => {
    const [image, labels] = [await open("images"), await open("labels")];
    const vector = await openVector(join(folder, "vectors", `${area}.geojson`));
    const features = await collectFeatures(reprojectFeatures(vector.features(), { to: image.crs }));
    const burner = labelBurner(features, { grid: image, scheme, burn: () => ({ classIndex: 1 }) });
    const base = { id: area, image, scheme };
    const [burnt, given] = [sceneSource({ ...base, labels: burner }), sceneSource({ ...base, labels })];
    for (const [x, y] of [
      [0, 0],
      [200, 130],
      [image.width - 150, image.height - 150],
    ] as const) {
      const window = { x, y, width: 150, height: 150 };
      expect((await burnt.read({ window })).labels.data).toEqual((await given.read({ window })).labels.data);
    }
    await Promise.all([image.close(), labels.close(), vector.close()]);
  });

  test("batches are those of the scene in memory", async () => {
    const [image, labels] = [await open("images"), await open("labels")];
    const options = { id: area, image, labels, scheme, downsample: 2 };
    const batch = async (scene: ReturnType<typeof sceneSource>) => {
      const dataset = sourceDataset({ scheme, scenes: [scene] });
      const rng = createRng(0);
      const patches = await scanPatches(dataset, { size: 64, minimumValid: 0.5 });
      const sampler = balancedSampler(dataset, { patches, jitter: 32, rng });
      const normalisation = await scanNormalisation(dataset, { block: 300 });
      return batchesOf(patchSequence(dataset, { sampler, batchSize: 4, normalisation })).next();
    };
    const read = await batch(sceneSource(options));
    expect(read).toEqual(await batch(memoryScene(await loadScene(options))));
    expect(read.labels.filter((index) => index === 1).length).toBeGreaterThan(0);
    await Promise.all([image.close(), labels.close()]);
  });
});
