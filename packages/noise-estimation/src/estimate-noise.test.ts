import { createRng, type Rng } from "@undercoat/random";
import { expect, test } from "vitest";
import { type Planted, plantedBlocks } from "../test/planted.ts";
import {
  confidentThresholds,
  type EstimateNoiseOptions,
  estimateNoise,
  type JointCounts,
  jointCounter,
  type LabelledPixels,
  NoiseEstimationError,
} from "./index.ts";

const known: Planted = {
  width: 80,
  height: 60,
  block: 10,
  transitionMatrix: [
    [0.85, 0.1, 0.05],
    [0.2, 0.8, 0],
    [0, 0.05, 0.95],
  ],
  skill: 4,
  models: 3,
};
const outOfFold: EstimateNoiseOptions = { origin: "out-of-fold" };

function counted(blocks: readonly LabelledPixels[]): JointCounts[] {
  const first = confidentThresholds(blocks[0]!.classes);
  for (const pixels of blocks) first.update(pixels);
  return blocks.map((pixels) => {
    const counter = jointCounter(first.thresholds());
    counter.update(pixels);
    return counter;
  });
}

function evidence(planted: Planted, rng: Rng) {
  const { blocks, noiseRate } = plantedBlocks(planted, rng.fork("planted"));
  return { models: blocks.map(counted), noiseRate };
}

const reasonOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof NoiseEstimationError) return [error.code, error.context["reason"]];
    throw error;
  }
  return "no refusal";
};

test("intervals cover planted noise in nearly all of 40 worlds, and are not wide", () => {
  let covered = 0;
  for (let world = 0; world < 40; world++) {
    const rng = createRng(world);
    const { models, noiseRate } = evidence(known, rng);
    const found = estimateNoise(models, { ...outOfFold, replicates: 200 }, rng.fork("bootstrap"));
    expect(found.noiseRate.high - found.noiseRate.low).toBeLessThan(0.1);
    if (found.noiseRate.low <= noiseRate && noiseRate <= found.noiseRate.high) covered += 1;
  }
  expect(covered).toBeGreaterThanOrEqual(36);
});

test("covers heavy noise also where poor models make the calibrated rate too high", () => {
  for (let world = 0; world < 10; world++) {
    const rng = createRng(world);
    const { models, noiseRate } = evidence({ ...known, skill: 2 }, rng);
    const found = estimateNoise(models, { ...outOfFold, replicates: 200 }, rng.fork("bootstrap"));
    expect(found.noiseRate.value).toBeGreaterThan(noiseRate);
    expect(found.noiseRate.low).toBeLessThanOrEqual(noiseRate);
    expect(found.noiseRate.high).toBeGreaterThanOrEqual(noiseRate);
  }
});

test("finds the planted transition matrix, rows sum to 1", () => {
  const rng = createRng(5);
  const { models } = evidence({ ...known, width: 200, height: 160, block: 20, skill: 6 }, rng);
  const { transitionMatrix, ofClean } = estimateNoise(models, outOfFold, rng);
  for (const [i, row] of known.transitionMatrix.entries()) {
    expect(transitionMatrix[i]!.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    for (const [j, p] of row.entries()) expect(Math.abs(transitionMatrix[i]![j]! - p)).toBeLessThan(0.03);
    expect(Math.abs(ofClean[i]!.value - (1 - row[i]!))).toBeLessThan(0.03);
  }
});

test("says nothing of a class of which most labels are wrong or not found, and the rest as before", () => {
  const rng = createRng(4);
  const rare: Planted = {
    ...known,
    transitionMatrix: [
      [0.75, 0.25],
      [0.1, 0.9],
    ],
    prior: 12,
    models: 1,
  };
  const found = estimateNoise(evidence(rare, rng).models, outOfFold, rng);
  expect(found.agreementPerLabel[1]).toBeLessThan(0.5);
  expect(found.unsureClasses).toEqual([1]);
  expect([found.ofLabelled[1], found.ofClean[1], found.transitionMatrix[1]]).toEqual([null, null, null]);
  expect(found.ofLabelled[0]!.low).toBeLessThanOrEqual(found.ofLabelled[0]!.value);
  expect(found.noiseRate.high).toBeGreaterThan(0.2);
});

test("the same stream gives the same estimate, and counts are left as they were", () => {
  const { models } = evidence(known, createRng(1));
  const before = structuredClone(models.map((blocks) => blocks.map(({ confident }) => confident)));
  const found = estimateNoise(models, outOfFold, createRng(2));
  expect(estimateNoise(models, outOfFold, createRng(2))).toEqual(found);
  expect(models.map((blocks) => blocks.map(({ confident }) => confident))).toEqual(before);
});

test("in-sample probabilities have to be told twice", () => {
  const { models } = evidence(known, createRng(1));
  expect(() =>
    estimateNoise(models, { origin: "in-sample" }, createRng(0)),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: the probabilities are in-sample: their models saw these labels, and learned their errors; use outOfFold, or accept a rate that is too low by name as well: acceptInSample, --accept-in-sample]`,
  );
  expect(estimateNoise(models, { origin: "in-sample", acceptInSample: true }, createRng(0)).origin).toBe(
    "in-sample",
  );
});

test("refuses what the data cannot carry, and says why", () => {
  const refused = (planted: Partial<Planted>, options: Partial<EstimateNoiseOptions> = {}) =>
    reasonOf(() =>
      estimateNoise(
        evidence({ ...known, ...planted }, createRng(0)).models,
        { ...outOfFold, ...options },
        createRng(0),
      ),
    );
  expect(refused({ skill: 0 })).toEqual(["NOT_SUPPORTED", "no-skill"]);
  expect(refused({ block: 40 })).toEqual(["NOT_SUPPORTED", "few-blocks"]);
  expect(refused({ width: 30, height: 20, block: 5 })).toEqual(["NOT_SUPPORTED", "few-pixels"]);
  expect(refused({ skill: 1.2 }, { widest: 0.1 })).toEqual(["NOT_SUPPORTED", "too-wide"]);
  expect(refused({ skill: 4 }, { leastConfident: 100_000 })).toEqual([
    "NOT_SUPPORTED",
    "no-confident-pixels",
  ]);
  expect(
    refused({
      transitionMatrix: [
        [1, 0],
        [1, 0],
      ],
    }),
  ).toEqual(["NOT_SUPPORTED", "one-class"]);
});

test("blocks without labels change nothing", () => {
  const { models } = evidence(known, createRng(1));
  const empty = jointCounter([0.5, 0.5, 0.5]);
  const found = estimateNoise(models, outOfFold, createRng(2));
  const padded = models.map((blocks) => [empty, ...blocks, empty]);
  expect(estimateNoise(padded, outOfFold, createRng(2))).toEqual(found);
});

test("refuses models that were counted on other blocks", () => {
  const { models } = evidence(known, createRng(0));
  expect(() =>
    estimateNoise([models[0]!, models[1]!.slice(1)], outOfFold, createRng(0)),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: models have counts of 48, 47 blocks, expected the same blocks, at least one, for each model]`,
  );
  expect(() => estimateNoise([], outOfFold, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: models have counts of no blocks, expected the same blocks, at least one, for each model]`,
  );
});
