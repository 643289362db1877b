import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { normalisedImage } from "@undercoat/datasets";
import { unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { encodeGeoTiff, openGeoTiff } from "@undercoat/geotiff";
import { confusionMatrix } from "@undercoat/metrics";
import { createRng } from "@undercoat/random";
import { type Grid, raster, tileWindows, windowGrid } from "@undercoat/raster";
import {
  initialise,
  predictProbabilities,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import { saveModel } from "@undercoat/segmentation/node";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { evaluateMaps } from "../src/files.ts";
import { type PredictedMap, type PredictMapOptions, predictMap } from "../src/index.ts";

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
const scheme = {
  name: "two",
  classes: [
    { value: 3, name: "ground" },
    { value: 9, name: "roof" },
  ],
};
const bands = ["red", "green", "blue"].map((name) => ({ name }));
const normalisation = { mean: [100, 110, 120], standardDeviation: [40, 50, 60] };
const grid: Grid = {
  width: 192,
  height: 128,
  geotransform: [500_000, 0.5, 0, 4_000_000, 0, -0.5],
  crs: { kind: "epsg", code: 32633 },
};
const rng = createRng(5).fork("image");
/** Squares that are brighter than their surroundings, with noise. */
const pixels = Float32Array.from({ length: grid.width * grid.height * 3 }, (_, index) => {
  const [x, y] = [Math.floor(index / 3) % grid.width, Math.floor(index / 3 / grid.width)];
  return Math.round(60 + 90 * ((x >> 4) % 3 === 0 && (y >> 4) % 2 === 0 ? 1 : 0) + 40 * rng.next());
});
const models: SegmentationModel[] = [];

beforeAll(async () => {
  await useEngine("auto");
  for (const seed of [1, 2]) {
    const encoder = resnet({ depth: 18, inChannels: 3, width: 1 / 16 });
    const model = segmentationModel({
      encoder,
      decoder: unet({ width: 1 / 16 }),
      scheme,
      bands,
      normalisation,
    });
    initialise(model, { seed });
    models.push(model);
    await saveModel(at(`model-${seed}`), model);
  }
  await writeFile(at("scheme.json"), JSON.stringify(scheme));
  await writeFile(at("image.tif"), encodeGeoTiff({ grid, data: Uint8Array.from(pixels), bandCount: 3 }));
});

async function predicted(
  options: Partial<PredictMapOptions> & { readonly out: string },
): Promise<PredictedMap> {
  let result: PredictedMap | null = null;
  const usual = { models: [at("model-1")], rasters: [at("image.tif")] };
  for await (const report of predictMap({ ...usual, ...options, out: at(options.out) }))
    result = report.result;
  if (result === null) throw new RangeError("no result");
  return result;
}

async function samples(name: string, options = {}) {
  const source = await openGeoTiff(at(name), options);
  const block = await source.read();
  await source.close();
  return block;
}

test("evaluate of the map equals evaluate of patches", async () => {
  const tiling = { tile: 64, overlap: 0, block: 64 };
  await predicted({ out: "tiles.tif", tiling });
  const labels = Uint8Array.from({ length: grid.width * grid.height }, (_, pixel) =>
    pixels[3 * pixel]! > 110 ? 9 : 3,
  );
  await writeFile(at("labels.tif"), encodeGeoTiff({ grid, data: labels, bandCount: 1 }));
  const image = raster({ ...grid, bands, data: pixels });
  const confusion = confusionMatrix(scheme);
  for (const window of tileWindows(grid, { width: 64, height: 64 })) {
    const { width, height } = windowGrid(grid, window);
    const data = normalisedImage(image, window, normalisation);
    const probabilities = predictProbabilities(models[0]!, { data, width, height, bands: 3 });
    const given = Uint8Array.from({ length: width * height }, (_, pixel) =>
      probabilities[2 * pixel + 1]! > probabilities[2 * pixel]! ? 1 : 0,
    );
    const reference = Uint8Array.from(given, (_, pixel) => {
      const [x, y] = [window.x + (pixel % width), window.y + Math.floor(pixel / width)];
      return labels[y * grid.width + x] === 9 ? 1 : 0;
    });
    confusion.update(reference, given);
  }
  const evaluation = await evaluateMaps({
    labels: at("labels.tif"),
    predicted: at("tiles.tif"),
    scheme: at("scheme.json"),
  });
  expect(evaluation.confusion.flat()).toEqual([...confusion.counts]);
});

/**
 * A U-Net on a ResNet-18 looks hundreds of pixels far, so tiles of another size see other surroundings: the mean difference
 * of a probability, of weights that nobody trained. Where a network looks no further than half the overlap it is float32
 * rounding, which the tests of the package show.
 */
const TILE_SIZE = 0.05;

test("the size of tiles moves probabilities by little, and blocks and their order by nothing", async () => {
  const layers = { probabilities: "float32" } as const;
  const run = async (out: string, tiling: object) => {
    await predicted({ out, layers, tiling });
    return Float32Array.from((await samples(out.replace(".tif", ".probabilities.tif"))).data);
  };
  const large = await run("large.tif", { tile: 192, overlap: 64 });
  const small = await run("small.tif", { tile: 128, overlap: 64 });
  const mean =
    large.reduce((sum: number, value: number, index: number) => sum + Math.abs(value - small[index]!), 0) /
    large.length;
  expect(mean).toBeLessThan(TILE_SIZE);
  expect(await run("blocks.tif", { tile: 128, overlap: 64, block: 64 })).toEqual(small);
});

test("two that work on one map at the same time share its blocks, and one puts it together", async () => {
  const tiling = { tile: 64, overlap: 0, block: 64 };
  const alone = await predicted({ out: "alone.tif", tiling });
  const both = await Promise.all([1, 2].map(() => predicted({ out: "shared.tif", tiling, resume: true })));
  expect(both.map(({ blocks }) => blocks.done).reduce((sum, done) => sum + done)).toBe(alone.blocks.items);
  expect((await samples("shared.tif")).data).toEqual((await samples("alone.tif")).data);
});

test("a raster on the web gives the map of the file", async () => {
  const bytes = await readFile(at("image.tif"));
  const server = createServer((request, response) => {
    const [, from = "0", to = ""] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
    const end = Math.min(bytes.length - 1, to === "" ? bytes.length - 1 : Number(to));
    response.writeHead(206, { "content-range": `bytes ${from}-${end}/${bytes.length}`, etag: '"1"' });
    response.end(request.method === "HEAD" ? undefined : bytes.subarray(Number(from), end + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const tiling = { tile: 64, overlap: 0 };
  await predicted({ out: "file.tif", tiling });
  await predicted({ out: "web.tif", tiling, rasters: [`http://127.0.0.1:${port}/image.tif`] });
  server.close();
  expect(await readFile(at("web.tif"))).toEqual(await readFile(at("file.tif")));
});

test("an ensemble is the mean of its models; views change it a little", async () => {
  const tiling = { tile: 64, overlap: 0 };
  const layers = { probabilities: "float32" } as const;
  const run = async (out: string, options: Partial<PredictMapOptions>) => {
    await predicted({ out, tiling, layers, ...options });
    return Float32Array.from((await samples(out.replace(".tif", ".probabilities.tif"))).data);
  };
  const [first, second] = [await run("m1.tif", {}), await run("m2.tif", { models: [at("model-2")] })];
  const both = await run("both.tif", { models: [at("model-1"), at("model-2")] });
  expect([...both]).toEqual(
    [...first].map((value, index) => expect.closeTo((value + second[index]!) / 2, 6)),
  );
  const turned = await run("turned.tif", { augmentation: "dihedral" });
  expect(turned).not.toEqual(first);
});

test("a region of interest in another CRS, and bands of several files on other grids", async () => {
  const ring = [
    [14.9999, 36.1435],
    [15.0003, 36.1435],
    [15.0003, 36.1445],
    [14.9999, 36.1445],
    [14.9999, 36.1435],
  ];
  const feature = { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
  await writeFile(at("roi.geojson"), JSON.stringify({ type: "FeatureCollection", features: [feature] }));
  const whole = await predicted({ out: "all.tif", tiling: { tile: 64, overlap: 0 } });
  const part = await predicted({
    out: "part.tif",
    tiling: { tile: 64, overlap: 0, block: 64 },
    roi: at("roi.geojson"),
  });
  expect([whole.withoutClass, part.withoutClass > 0]).toEqual([0, true]);
  const [all, some] = [await samples("all.tif"), await samples("part.tif")];
  expect(
    [...some.data].every((value, pixel) => some.validity?.[pixel] === 0 || value === all.data[pixel]),
  ).toBe(true);
  expect(some.validity).toContain(1);
  const coarse = { ...grid, width: 96, height: 64, geotransform: [500_000, 1, 0, 4_000_000, 0, -1] as const };
  const one = Uint8Array.from({ length: 96 * 64 }, (_, index) => 100 + (index % 7));
  await writeFile(at("blue.tif"), encodeGeoTiff({ grid: coarse, data: one, bandCount: 1 }));
  const rasters = [at("image.tif"), at("blue.tif")];
  const bandsOf = { rasters, bands: [1, 2, 4] };
  const message = await predicted({ out: "grids.tif", ...bandsOf }).then(
    String,
    (error: Error) => error.message,
  );
  expect(message.replaceAll(folder, "FOLDER")).toMatchInlineSnapshot(
    `""FOLDER/image.tif" and "FOLDER/blue.tif" do not lie on each other: sizes differ: 192×128 and 96×64 pixels; bring them onto one grid, or ask for it with --resample bilinear"`,
  );
  const aligned = await predicted({ out: "grids.tif", ...bandsOf, resample: "nearest" });
  expect([aligned.width, aligned.withoutClass]).toEqual([192, 0]);
});
