import path from "node:path";
import { syntheticScenes, syntheticScheme } from "@undercoat/datasets";
import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff, writeLabelGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { coarseGrid, type Geotransform, type LabelMap, type Raster, resampleLabels } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { RunConfig } from "../src/options.ts";
import { describeInputs } from "../src/run/describe-inputs.ts";
import { loadRunData } from "../src/run/load-run-data.ts";

const crs = { kind: "epsg", code: 32737 } as const;
const geotransform: Geotransform = [500_000, 1, 0, 9_000_000, 0, -1];
const scenes = syntheticScenes({ count: 3, width: 64, height: 48 }, createRng(0)).map(
  ({ id, image, labels }, place) => {
    const g: Geotransform = [geotransform[0] + place * 1000, 1, 0, geotransform[3], 0, -1];
    return { id, image: { ...image, geotransform: g, crs }, labels: { ...labels, geotransform: g, crs } };
  },
);

async function writeImage(file: string, { data, bands, ...grid }: Raster): Promise<void> {
  const bandNames = bands.map(({ name }) => name);
  const bytes = encodeGeoTiff({ grid, data: Uint8Array.from(data), bandCount: bands.length, bandNames });
  await writeFileAtomic(file, bytes);
}

/** Optical images, radar of twice the pixel size, and labels of three times the pixel size. */
async function written(): Promise<{ folder: string; coarse: LabelMap[] }> {
  const folder = temporaryFolder();
  const coarse: LabelMap[] = [];
  for (const { id, image, labels } of scenes) {
    await writeImage(path.join(folder, "optical", `${id}.tif`), image);
    const grid = coarseGrid(image, 2);
    const data = new Float32Array(grid.width * grid.height).fill(7);
    const radar: Raster = { ...image, ...grid, bands: [{ name: "vv" }], data, validity: null };
    await writeImage(path.join(folder, "radar", `${id}.tif`), radar);
    const few = resampleLabels(labels, coarseGrid(labels, 3), { method: "mode" });
    coarse.push(few);
    await writeLabelGeoTiff(path.join(folder, "labels", `${id}.tif`), few);
  }
  return { folder, coarse };
}

const configOf = (root: string, data: object) =>
  RunConfig.parse({
    name: "several files",
    data: {
      root,
      images: ["optical/{scene}.tif", "radar/{scene}.tif"],
      labels: { clean: "labels/{scene}.tif" },
      scheme: { name: syntheticScheme.name, classes: [...syntheticScheme.classes] },
      windows: {
        pretrain: { [scenes[0]!.id]: "all" },
        finetune: { [scenes[1]!.id]: "all" },
        test: { [scenes[2]!.id]: "all" },
      },
      normalisation: { mean: [0, 0], standardDeviation: [1, 1] },
      ...data,
    },
    pretrainings: {},
  });

test("a scene of several files on several grids is aligned where the config asks for it, and every file is hashed", async () => {
  const { folder, coarse } = await written();
  const config = configOf(folder, { bands: [4, 1], align: { image: "nearest", labels: "nearest" } });
  const { splits, bands } = await loadRunData(config);
  expect(bands.map(({ name }) => name)).toEqual(["vv", scenes[0]!.image.bands[0]!.name]);
  const [{ image, labels } = { image: null, labels: null }] = splits.pretrain.scenes;
  expect([...image!.data.subarray(0, 4)]).toEqual([7, scenes[0]!.image.data[0], 7, scenes[0]!.image.data[3]]);
  expect(labels!.data).toEqual(resampleLabels(coarse[0]!, scenes[0]!.labels).data);
  const files = (await describeInputs(config)).map(({ file }) => file);
  expect(files.filter((file) => file.startsWith("radar/"))).toHaveLength(3);
});

test("without that they are refused, and the word that helps is named", async () => {
  const { folder } = await written();
  await expect(loadRunData(configOf(folder, {}))).rejects.toThrow(
    /sizes differ: 64×48 and 32×24 pixels; .* align: { image: "bilinear" }/,
  );
  const labelsOnly = configOf(folder, { align: { image: "bilinear" } });
  await expect(loadRunData(labelsOnly)).rejects.toThrow(/align: { labels: "nearest" }/);
});
