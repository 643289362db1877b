import { expect, test } from "vitest";
import { smallNetwork } from "../test/support.ts";
import { batchNormDivergence } from "./batch-norm-divergence.ts";
import { countDivergence } from "./count-divergence.ts";
import { gaussianWeightKl } from "./gaussian-weight-kl.ts";
import { histogramWeightKl } from "./histogram-weight-kl.ts";
import { jensenShannonWeights } from "./jensen-shannon-weights.ts";
import type { LayerWeights } from "./layer-weights.ts";
import { relativeWeightChange } from "./relative-weight-change.ts";
import { symmetricMeasure } from "./symmetric-measure.ts";
import { weightDivergence } from "./weight-divergence.ts";

const before = { shape: [4], data: Float32Array.of(3, 4, 0, 0) };
const after = { shape: [4], data: Float32Array.of(3, 4, 0, 10) };

test("the symmetric variant adds both directions and can be swapped", () => {
  const measure = symmetricMeasure(gaussianWeightKl());
  const { divergence, details } = measure.compare(before, after);
  expect(divergence).toBeCloseTo(details["forward"]! + details["reverse"]!, 12);
  expect(measure.compare(after, before).divergence).toBeCloseTo(divergence, 12);
  expect(measure.name).toBe("symmetric-gaussian-weight-kl");
});

test("Jensen–Shannon is the histogram measure's, at most ln 2", () => {
  const found = jensenShannonWeights({ bins: 4 }).compare(before, after);
  const histogram = histogramWeightKl({ bins: 4 }).compare(before, after);
  expect(found.divergence).toBe(histogram.details["jensenShannon"]);
  expect(found.divergence).toBeLessThanOrEqual(Math.LN2);
});

test("the relative change is in lengths of the reference; a reference of zeros has none", () => {
  expect(relativeWeightChange().compare(before, after).divergence).toBe(2);
  expect(
    relativeWeightChange().compare(
      { shape: [1], data: Float32Array.of(0) },
      { shape: [1], data: Float32Array.of(1) },
    ).divergence,
  ).toBeNaN();
});

function withStatistics(variance: readonly number[]): LayerWeights {
  const network = smallNetwork(0);
  const group = "encoder.stem";
  const statistics = {
    name: "encoder.bn1.running_var",
    group,
    shape: [2],
    data: Float32Array.from(variance),
  };
  return { ...network, parameters: [...network.parameters, statistics] };
}

test("running statistics: a row per group that has any; a variance of 0 is skipped and counted", () => {
  const [rows] = [batchNormDivergence(withStatistics([1, 1]), withStatistics([4, 0]))];
  expect(rows.map(({ layer, count }) => [layer, count])).toEqual([["encoder.stem", 2]]);
  expect(rows[0]!.divergence).toBeCloseTo(Math.log(2) - 3 / 8, 12);
  expect(rows[0]!.details["skippedChannels"]).toBe(1);
});

test("models without normalisations, other bins, empty counts and NaN weights are told", () => {
  const broken = smallNetwork(0);
  const parameters = broken.parameters.map((one, i) =>
    i === 0 ? { ...one, data: one.data.map(() => Number.NaN) } : one,
  );
  expect(() => batchNormDivergence(smallNetwork(0), smallNetwork(0))).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: the models have 0 batch normalisations, expected at least 1; take another measure]`,
  );
  expect(() =>
    batchNormDivergence(smallNetwork(0), withStatistics([1, 1])),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: the reference has 0 normalisation layers and the candidate 1, or under other names; compare models of one architecture]`,
  );
  expect(() => countDivergence([1], [1, 2])).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: the reference has 1 bins, but the candidate 2; count both on the same bins]`,
  );
  expect(() => countDivergence([0, 0], [1, 2])).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: a histogram counts 0 values, expected at least 1; give counts, or a pseudoCount above 0]`,
  );
  expect(() =>
    weightDivergence(smallNetwork(0), { ...broken, parameters }, { measure: gaussianWeightKl() }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: tensor "encoder.conv1.weight" of the candidate holds NaN at index 0, where every weight must be finite; take an earlier checkpoint]`,
  );
});
