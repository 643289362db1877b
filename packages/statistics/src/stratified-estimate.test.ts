import { expect, test } from "vitest";
import { stratifiedEstimate, stratifiedSampleSize } from "./index.ts";

/** The worked example of Olofsson et al. 2014 (DOI 10.1016/j.rse.2014.02.015): deforestation, gain, stable forest, stable non-forest. */
const counts = [
  [66, 0, 5, 4],
  [0, 55, 8, 12],
  [1, 0, 153, 11],
  [2, 1, 9, 313],
];
const mappedShares = [0.02, 0.015, 0.32, 0.645];
const PIXELS = 10_000_000;
const HECTARES_PER_PIXEL = 0.09;
const halfWidth = ({ interval }: { readonly interval: readonly [number, number] | null }) =>
  interval === null ? Number.NaN : (interval[1] - interval[0]) / 2;

test("the published areas and accuracies, with their 95 % intervals", () => {
  const pixels = stratifiedEstimate(counts, { mappedShares, totalArea: PIXELS });
  expect(Math.round(pixels.area[0]?.value ?? 0)).toBe(235_086);
  expect(Math.abs(halfWidth(pixels.area[0]!) - 68_418)).toBeLessThan(2); // the paper takes 1.96
  const hectares = stratifiedEstimate(counts, { mappedShares, totalArea: PIXELS * HECTARES_PER_PIXEL });
  expect(Math.round(hectares.area[0]?.value ?? 0)).toBe(21_158);
  expect(Math.round(halfWidth(hectares.area[0]!))).toBe(6158);
  const rounded = (values: readonly { readonly value: number | null }[]) =>
    values.map(({ value }) => value?.toFixed(2));
  expect(rounded(pixels.userAccuracy)).toEqual(["0.88", "0.73", "0.93", "0.96"]);
  expect(pixels.userAccuracy.map((one) => halfWidth(one).toFixed(2))).toEqual([
    "0.07",
    "0.10",
    "0.04",
    "0.02",
  ]);
  expect(rounded(pixels.producerAccuracy)).toEqual(["0.75", "0.85", "0.93", "0.96"]);
  expect(pixels.producerAccuracy.map((one) => halfWidth(one).toFixed(2))).toEqual([
    "0.21",
    "0.25",
    "0.03",
    "0.02",
  ]);
  expect(rounded([pixels.overallAccuracy])).toEqual(["0.95"]);
});

test("the published sample size, and how it is spread", () => {
  const plan = stratifiedSampleSize({
    mappedShares,
    userAccuracy: [0.7, 0.6, 0.9, 0.95],
    standardError: 0.01,
    least: 75,
  });
  expect(plan.size).toBe(641);
  expect(plan.recommended.slice(0, 2)).toEqual([75, 75]);
  for (const spread of [plan.recommended, plan.proportional, plan.equal, plan.optimal])
    expect(spread.reduce((sum, count) => sum + count, 0)).toBe(641);
  expect(plan.equal).toEqual([161, 160, 160, 160]);
  const finite = stratifiedSampleSize({
    mappedShares,
    userAccuracy: [0.7, 0.6, 0.9, 0.95],
    standardError: 0.01,
    units: 2000,
  });
  expect(finite.size).toBeLessThan(641);
});

test("a class that no unit shows has no accuracy, a stratum of one unit no standard error", () => {
  const estimate = stratifiedEstimate(
    [
      [1, 0, 0],
      [0, 8, 0],
      [1, 3, 0],
    ],
    { mappedShares: [0.1, 0.6, 0.3] },
  );
  expect(estimate.producerAccuracy[2]).toEqual({ value: null, standardError: null, interval: null });
  expect(estimate.userAccuracy[0]).toEqual({ value: 1, standardError: null, interval: null });
  expect(estimate.overallAccuracy.standardError).toBeNull();
  expect(estimate.userAccuracy[1]?.standardError).toBe(0);
});

test("what is no stratified sample is refused", () => {
  const refuse = (rows: number[][], shares: number[]) => () =>
    stratifiedEstimate(rows, { mappedShares: shares });
  expect(refuse([[1, 2], [3]], [0.5, 0.5])).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: row 1 of the counts holds 1 numbers, but 2 classes were expected; rows and columns are the same classes]`,
  );
  expect(
    refuse(
      [
        [1, 2],
        [3, 4],
      ],
      [0.5, 0.4],
    ),
  ).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: shares of the map are 0.5, 0.4 and sum to 0.9, but shares from 0 that sum to 1 were expected; divide each class's area by the whole]`,
  );
  expect(
    refuse(
      [
        [1, 2],
        [0, 0],
      ],
      [0.5, 0.5],
    ),
  ).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: map class 1 covers 0.5 of the map, but holds 0 sample units; draw at least 2 there, or merge it with another class]`,
  );
  expect(
    refuse(
      [
        [1, 2],
        [0.5, 0],
      ],
      [0.5, 0.5],
    ),
  ).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: row 1 of the counts holds 0.5, but integers from 0 were expected; give sample units, not shares]`,
  );
  expect(
    refuse(
      [
        [1, 2],
        [2, 1],
      ],
      [1],
    ),
  ).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: 1 shares of the map were given for 2 classes; give one for each, in the same order]`,
  );
  expect(refuse([], [])).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: 0 classes were given, but at least 1 was expected; give a share of the map for each]`,
  );
  expect(() =>
    stratifiedEstimate([[4]], { mappedShares: [1], totalArea: 0 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: total area is 0, but a positive number was expected; give the area of the whole map]`,
  );
  expect(() =>
    stratifiedSampleSize({ mappedShares: [1], userAccuracy: [2], standardError: 0.1 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: user's accuracy is 2, but numbers from 0 to 1 were expected; guess 0.5 where nothing is known]`,
  );
});
