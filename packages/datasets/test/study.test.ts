import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRng } from "@undercoat/random";
import { type ClassScheme, memorySource } from "@undercoat/raster";
import { describeShared } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Batch,
  choosePatches,
  computeNormalisation,
  cutPatches,
  loadScene,
  type Patch,
  patchDraws,
  type Region,
  randomPatches,
  type Scene,
  sceneDataset,
  shuffledDraws,
  shuffledPatches,
} from "../src/index.ts";
import { readPlainTiff } from "./read-plain-tiff.ts";

interface Checksums {
  readonly images: string;
  readonly labels: string;
}
interface Finetuning {
  readonly draws: readonly string[];
  readonly batches: readonly Checksums[];
}
interface Fixture {
  readonly seed: number;
  readonly size: number;
  readonly batchSize: number;
  readonly candidates: readonly string[];
  readonly chosen: Readonly<Record<"4" | "16" | "64", readonly string[]>>;
  readonly pretraining: {
    readonly draws: readonly string[];
    readonly permuted: readonly string[];
    readonly batches: readonly Checksums[];
    readonly permutedBatches: readonly Checksums[];
  };
  readonly finetuning: Readonly<Record<"4" | "16", Finetuning>>;
  readonly finetuningCropped: Finetuning;
}

const fixture = JSON.parse(
  readFileSync(new URL("fixtures/samplers.json", import.meta.url), "utf8"),
) as Fixture;
const { seed, size, batchSize } = fixture;
const normalisation = { mean: [122.45, 128.81, 92.55], standardDeviation: [46.75, 40.85, 45.73] };
const scheme: ClassScheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "background" },
    { value: 1, name: "building" },
  ],
};

const region = (
  sceneId: string,
  [x, y, width, height]: readonly [number, number, number, number],
): Region => ({
  sceneId,
  window: { x, y, width, height },
});
const pretraining = [
  region("zanzibar_a", [0, 0, 1280, 1024]),
  region("nepal_a", [0, 0, 512, 512]),
  region("philippines_a", [0, 0, 256, 448]),
  region("kampala_a", [0, 0, 256, 512]),
];
const finetuning = [
  region("zanzibar_a", [1344, 0, 640, 1024]),
  region("zanzibar_b", [0, 0, 768, 512]),
  region("nepal_b", [0, 0, 128, 512]),
  region("kampala_a", [320, 0, 128, 512]),
];
const candidates: readonly Patch[] = fixture.candidates.map((line) => {
  const [sceneId = "", x = "", y = "", buildings = ""] = line.split(" ");
  const share = Number(buildings) / size ** 2;
  const window = { x: Number(x), y: Number(y), width: size, height: size };
  return { sceneId, window, classFractions: [1 - share, share], validFraction: 1 };
});
const chosen = (count: number, from = candidates) =>
  choosePatches(from, { count, seed, positiveClass: 1, minimumFraction: 0.02 });
const placeOf = ({ sceneId, window }: Patch) => `${sceneId} ${window.x} ${window.y}`;
const sha256 = (data: Float32Array | Uint8Array) =>
  createHash("sha256")
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest("hex");
const checksums = ({ images, labels }: Batch): Checksums => ({
  images: sha256(images),
  labels: sha256(labels),
});
const orderRng = (shift = 0) => createRng(seed + shift).fork("order");

describe("the study's draws", () => {
  test.each([0, 7777])("of random patches are reproduced (stream shifted by %i)", (shift) => {
    const draws = patchDraws({ regions: pretraining }, { size, dihedral: true, rng: orderRng(shift) });
    const expected = shift === 0 ? fixture.pretraining.draws : fixture.pretraining.permuted;
    const found = expected.map(() => draws.next());
    expect(found.map(({ sceneId, x, y, operation }) => [sceneId, x, y, operation].join(" "))).toEqual(
      expected,
    );
  });

  test.each(["4", "16", "64"] as const)("of %s chosen patches are reproduced", (count) => {
    expect(chosen(Number(count)).map(placeOf)).toEqual(fixture.chosen[count]);
  });

  test.each(["4", "16"] as const)("of shuffled patches are reproduced (%s patches)", (count) => {
    expect(shuffledDrawsOf(chosen(Number(count)), size)).toEqual(fixture.finetuning[count].draws);
  });

  test("of shuffled patches cropped to 96 pixels are reproduced", () => {
    expect(shuffledDrawsOf(chosen(16), 96)).toEqual(fixture.finetuningCropped.draws);
  });
});

function shuffledDrawsOf(patches: readonly Patch[], side: number): string[] {
  const draws = shuffledDraws(patches, { size: side, dihedral: true, rng: createRng(seed).fork("ft") });
  return Array.from({ length: 20 * batchSize }, () => {
    const { patch, x, y, operation } = draws.next();
    const { window } = patches[patch]!;
    return [patch, x - window.x, y - window.y, operation].join(" ");
  });
}

describeShared("the study's pixels", ["data", "demo_sample"], (folder) => {
  let clean: Scene[] = [];
  let noisy: Scene[] = [];
  beforeAll(async () => {
    const ids = ["zanzibar_a", "nepal_a", "philippines_a", "kampala_a", "zanzibar_b", "nepal_b"];
    clean = await Promise.all(ids.map((id) => loadFrom(folder, id, "labels")));
    noisy = await Promise.all(ids.map((id) => loadFrom(folder, id, "labels_osmlike")));
  });

  test("make the same random batches, bit for bit", () => {
    const dataset = sceneDataset({ scheme, scenes: noisy, regions: pretraining });
    const source = randomPatches(dataset, { size, batchSize, normalisation, rng: orderRng() });
    expect([1, 2, 3].map(() => checksums(source.next()))).toEqual(fixture.pretraining.batches);
  });

  test("make the same random batches with permuted labels, bit for bit", () => {
    const dataset = sceneDataset({ scheme, scenes: noisy, regions: pretraining });
    const permuteLabels = orderRng(7777);
    const source = randomPatches(dataset, { size, batchSize, normalisation, rng: orderRng(), permuteLabels });
    expect([1, 2, 3].map(() => checksums(source.next()))).toEqual(fixture.pretraining.permutedBatches);
  });

  test("cut into the same candidates with the same share of buildings", () => {
    const patches = cutPatches(sceneDataset({ scheme, scenes: clean, regions: finetuning }), size);
    expect(patches).toEqual(candidates);
  });

  test.each([
    ["4", 128],
    ["16", 128],
    ["16", 96],
  ] as const)("make the same fine-tuning batches of %s patches at %i pixels", (count, side) => {
    const dataset = sceneDataset({ scheme, scenes: clean, regions: finetuning });
    const patches = chosen(Number(count), cutPatches(dataset, size));
    const rng = createRng(seed).fork("ft");
    const source = shuffledPatches(dataset, patches, { size: side, batchSize, normalisation, rng });
    const expected = side === size ? fixture.finetuning[count] : fixture.finetuningCropped;
    expect([1, 2, 3].map(() => checksums(source.next()))).toEqual(expected.batches);
  });

  test("have the study's mean, and a little less spread than at full resolution", () => {
    const { mean, standardDeviation } = computeNormalisation(
      sceneDataset({ scheme, scenes: clean, regions: pretraining }),
    );
    for (const [band, value] of mean.entries()) {
      expect(value).toBeCloseTo(normalisation.mean[band]!, 0);
      const share = standardDeviation[band]! / normalisation.standardDeviation[band]!;
      expect(share).toBeGreaterThan(0.9);
      expect(share).toBeLessThan(1);
    }
  });
});

async function loadFrom(folder: string, id: string, labelFolder: string): Promise<Scene> {
  const bands = ["red", "green", "blue"].map((name) => ({ name }));
  const image = memorySource({ name: id, bands, ...readPlainTiff(join(folder, "images", `${id}.tif`)) });
  const file = readPlainTiff(join(folder, labelFolder, `${id}.tif`));
  const labels = memorySource({ name: `${id} labels`, bands: [{ name: "class" }], ...file });
  return loadScene({ id, image, labels, scheme });
}
