import { describeShared, goldenCases } from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import { stratifiedNoiseRate } from "../src/index.ts";

interface Case {
  readonly counts: readonly (readonly number[])[];
  readonly mappedShares: readonly number[];
  readonly overallAccuracy: number;
  readonly overallAccuracySe: number;
  readonly userAccuracy: readonly number[];
  readonly userAccuracySe: readonly number[];
  readonly producerAccuracy: readonly number[];
  readonly producerAccuracySe: readonly number[];
  readonly areaProportion: readonly number[];
  readonly areaProportionSe: readonly number[];
}

const EXACT = 1e-9;

describeShared("stratified noise rates equal Olofsson et al. 2014", ["golden", "stats"], () => {
  const cases = goldenCases<Case>("stats").cases.filter(({ kind }) => kind === "stratifiedArea");
  test("there are cases", () => expect(cases.length).toBeGreaterThan(0));
  describe.each(cases)("$id", (golden) => {
    // rows are the map there, the clean class here
    const counts = golden.counts.map((_, clean) => golden.counts.map((row) => row[clean]!));
    const found = stratifiedNoiseRate({ counts, areas: golden.mappedShares });

    test("noise rate is 1 − overall accuracy", () => {
      expectClose(
        [found.noiseRate.value, found.noiseRate.standardError],
        [1 - golden.overallAccuracy, golden.overallAccuracySe],
      );
    });
    test("its interval is about the normal one", () => {
      const { low, high, standardError } = found.noiseRate;
      expect(high - low).toBeGreaterThan(0.9 * 3.92 * standardError);
      expect(high - low).toBeLessThan(1.15 * 3.92 * standardError);
    });
    test("of labelled is 1 − user's accuracy, of clean 1 − producer's", () => {
      expectClose(
        found.ofLabelled.map((one) => 1 - one!.value),
        golden.userAccuracy,
      );
      expectClose(
        found.ofLabelled.map((one) => one!.standardError),
        golden.userAccuracySe,
      );
      expectClose(
        found.ofClean.map((one) => 1 - one!.value),
        golden.producerAccuracy,
      );
      expectClose(
        found.ofClean.map((one) => one!.standardError),
        golden.producerAccuracySe,
      );
    });
    test("areas are corrected for the noise", () => {
      expectClose(
        found.areas.map(({ value }) => value),
        golden.areaProportion,
      );
      expectClose(
        found.areas.map(({ standardError }) => standardError),
        golden.areaProportionSe,
      );
    });
  });
});

test("a sample without an error does not claim that there is none", () => {
  const { noiseRate } = stratifiedNoiseRate({
    counts: [
      [50, 0],
      [0, 50],
    ],
    areas: [0.5, 0.5],
  });
  expect(noiseRate.value).toBe(0);
  expect(noiseRate.high).toBeGreaterThan(0.02);
});

test("refuses classes of the map that were not sampled, and areas that fit nothing", () => {
  expect(() =>
    stratifiedNoiseRate({
      counts: [
        [5, 1],
        [0, 0],
      ],
      areas: [0.5, 0.5],
    }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: noisy class 1 has area but 1 clean sample, expected 2 or more; draw pixels in every class of the map]`,
  );
  expect(() =>
    stratifiedNoiseRate({
      counts: [
        [5, 1],
        [0, 4],
      ],
      areas: [0.5],
    }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: areas: 1 areas with sum 0.5, expected 2 with a positive sum; give the area of each class of the map]`,
  );
});

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [at, value] of actual.entries())
    expect(Math.abs(value - expected[at]!), `entry ${at}`).toBeLessThan(EXACT);
}
