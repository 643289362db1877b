import { setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { predictProbabilities } from "@undercoat/segmentation";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { noise } from "../test/support/made-up.ts";
import { tinyModel } from "../test/support/tiny-model.ts";
import { augmentedPredictor } from "./augmented-predictor.ts";
import { ensemblePredictor } from "./ensemble-predictor.ts";
import { modelPredictor } from "./model-predictor.ts";
import type { TileBatch } from "./predictor.ts";

beforeAll(async () => void (await setBackend("cpu")));

function batchOf(count: number, height: number, width: number): TileBatch {
  const pixels = count * height * width;
  const validity = noise(pixels, 7).map((value) => (value < 20 ? 0 : 1));
  const data = Float32Array.from(noise(2 * pixels), (value, at) => value * validity[at >> 1]!);
  return { count, height, width, data, validity };
}

/** What `predictProbabilities` of `@undercoat/segmentation` gives for each tile. */
function oneByOne(model: ReturnType<typeof tinyModel>, { count, height, width, data, validity }: TileBatch) {
  const pixels = height * width;
  return Array.from({ length: count }, (_, tile) => {
    const samples = data.slice(2 * tile * pixels, 2 * (tile + 1) * pixels).map((value, at) => {
      const { mean, standardDeviation } = model.normalisation!;
      const isValid = validity[tile * pixels + (at >> 1)] === 1;
      return isValid ? Math.fround(value - mean[at % 2]!) / standardDeviation[at % 2]! : 0;
    });
    return [...predictProbabilities(model, { data: samples, height, width, bands: 2 })];
  }).flat();
}

const ROUNDING = 6; // digits: float32, in another order

test("a batch of tiles gives what each tile gives alone, and leaks no tensor", async () => {
  const model = tinyModel(1);
  const batch = batchOf(3, 8, 12);
  const predictor = modelPredictor(model, "tiny");
  expect(predictor.sizeMultiple).toBe(4);
  const given = await expectNoTensorLeak(async () => [...(await predictor.predict(batch))]);
  const expected = oneByOne(model, batch);
  expect(given).toEqual(expected.map((value) => expect.closeTo(value, ROUNDING)));
  predictor.dispose();
  model.dispose();
});

test("an ensemble is the mean of its models, which must have the same classes and bands", async () => {
  const models = [1, 2, 3].map(tinyModel);
  const batch = batchOf(2, 8, 8);
  const ensemble = ensemblePredictor(models.map((model, at) => modelPredictor(model, `m${at}`)));
  const each = models.map((model) => oneByOne(model, batch));
  const mean = each[0]!.map((_, at) => each.reduce((sum, values) => sum + values[at]!, 0) / 3);
  expect([...(await ensemble.predict(batch))]).toEqual(mean.map((value) => expect.closeTo(value, ROUNDING)));
  const [first] = models.map((model) => modelPredictor(model, "first"));
  const other = { ...first!, name: "other", bands: [{ name: "red" }, { name: "nir" }] };
  expect(() => ensemblePredictor([first!, other])).toThrowErrorMatchingInlineSnapshot(
    `[PredictionError: model "first" has the bands red, green, but "other" has red, nir; an ensemble needs models of one kind]`,
  );
  expect(() => ensemblePredictor([])).toThrowErrorMatchingInlineSnapshot(
    `[PredictionError: an ensemble of 0 models was asked for, but at least 1 was expected; name a model]`,
  );
  for (const model of models) model.dispose();
});

test.each([
  ["flips", 4],
  ["dihedral", 8],
] as const)("%s: the mean of %i views turns with the image", async (augmentation, views) => {
  const model = tinyModel(4);
  let calls = 0;
  const plain = modelPredictor(model, "tiny");
  const counted = {
    ...plain,
    predict: (batch: TileBatch) => plain.predict({ ...batch, ...{ calls: calls++ } }),
  };
  const predictor = augmentedPredictor(counted, augmentation);
  const batch = batchOf(2, 8, 12);
  const values = (await predictor.predict(batch)).slice();
  expect(calls).toBe(views);
  const mirrored = await predictor.predict(flipped(batch, 2));
  expect([...flippedValues(mirrored, batch)]).toEqual(
    [...values].map((value) => expect.closeTo(value, ROUNDING)),
  );
  model.dispose();
});

/** Left to right. */
function flipped({ count, height, width, data, validity }: TileBatch, bandCount: number): TileBatch {
  return {
    count,
    height,
    width,
    data: flippedRows(data, width, bandCount),
    validity: flippedRows(validity, width, 1),
  };
}

function flippedValues(values: Float32Array, { width }: TileBatch): Float32Array {
  return flippedRows(values, width, 3);
}

function flippedRows<Numbers extends Float32Array | Uint8Array>(
  values: Numbers,
  width: number,
  depth: number,
): Numbers {
  return values.map((_, at) => {
    const [pixel, band] = [Math.floor(at / depth), at % depth];
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    return values[(row * width + width - 1 - column) * depth + band]!;
  }) as Numbers;
}
