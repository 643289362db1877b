import { describeShared, type GoldenArray, type GoldenCase, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import * as statistics from "../src/index.ts";

interface StatisticsCase {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly p: readonly number[];
  readonly values: readonly number[];
  readonly results: Readonly<Record<"two-sided" | "greater" | "less", TestResult>>;
  readonly spearman: { readonly rho: number; readonly p: number };
  readonly kendallTauB: {
    readonly tau: number;
    readonly pAsymptotic: number;
    readonly pExact: number | null;
  };
  readonly pearson: number | null;
  readonly adjusted: readonly number[];
  readonly mean: number;
  readonly std: number;
  readonly standardError: number;
  readonly interval95: readonly number[];
  readonly indices: GoldenArray;
  readonly level: number;
  readonly interval: readonly number[];
  readonly successes: number;
  readonly trials: number;
  readonly clopperPearson: readonly number[];
  readonly wilson: readonly number[];
  readonly wilsonCorrected: readonly number[];
  readonly bootstrapSe: number;
  readonly method: "exact" | "approx";
  readonly zeroMethod: "wilcox" | "pratt" | "zsplit";
  readonly continuityCorrection: boolean;
  readonly counts: readonly (readonly number[])[];
  readonly mappedShares: readonly number[];
  readonly proportions: readonly (readonly number[])[];
  readonly overallAccuracy: number;
  readonly overallAccuracySe: number;
  readonly userAccuracy: readonly number[];
  readonly userAccuracySe: readonly number[];
  readonly producerAccuracy: readonly number[];
  readonly producerAccuracySe: readonly number[];
  readonly areaProportion: readonly number[];
  readonly areaProportionSe: readonly number[];
}

interface TestResult {
  readonly t: number;
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  readonly interval95: readonly number[];
}

/** The tolerances that the golden folder states. */
const VALUE = 1e-9;
const P_VALUE = 1e-7;

const checks: Readonly<Record<string, (golden: StatisticsCase) => void>> = {
  pairedT: expectPairedT,
  rankCorrelation: expectRankCorrelation,
  holm: ({ p, adjusted }) => expectClose(statistics.holm(p), adjusted, VALUE),
  standardError: expectStandardError,
  bootstrap: expectBootstrap,
  proportion: expectProportion,
  stratifiedArea: expectStratifiedArea,
  wilcoxon: expectWilcoxon,
};

describeShared("statistics equal SciPy's", ["golden", "stats"], () => {
  const { cases } = goldenCases<StatisticsCase>("stats");

  test("every kind of the area is handled", () => {
    const kinds = [...new Set(cases.map(({ kind }) => kind))];
    expect(kinds.toSorted()).toEqual(Object.keys(checks).toSorted());
  });

  for (const golden of cases.filter(({ kind }: GoldenCase) => kind in checks)) {
    test(golden.id, () => checks[golden.kind]?.(golden));
  }
});

function expectBootstrap({ a, b, indices, level, interval, bootstrapSe }: StatisticsCase): void {
  const differences = a.map((value, at) => value - b[at]!);
  const [resamples = 0, size = 0] = indices.shape;
  let played = 0;
  const [estimate] = statistics.bootstrapIntervals(
    size,
    (drawn) => [statistics.mean(Array.from(drawn, (unit) => differences[unit]!))],
    { rng: { int: () => Number(indices.data[played++]) }, resamples, level },
  );
  expect(played).toBe(indices.data.length);
  expectClose(
    [...(estimate?.interval ?? []), estimate?.standardError ?? null],
    [...interval, bootstrapSe],
    VALUE,
  );
}

function expectProportion(golden: StatisticsCase): void {
  const { successes, trials, level } = golden;
  const expected = {
    wilson: golden.wilson,
    "wilson-corrected": golden.wilsonCorrected,
    "clopper-pearson": golden.clopperPearson,
  };
  for (const method of ["wilson", "wilson-corrected", "clopper-pearson"] as const)
    expectClose(statistics.proportionInterval(successes, trials, { level, method }), expected[method], VALUE);
}

function expectWilcoxon({ a, b, method, zeroMethod, continuityCorrection, results }: StatisticsCase): void {
  for (const alternative of ["two-sided", "greater", "less"] as const) {
    const { positiveRanks, negativeRanks, p } = statistics.signedRankTest(a, b, {
      alternative,
      method: method === "exact" ? "exact" : "approximate",
      zeros: ({ wilcox: "leave-out", pratt: "pratt", zsplit: "split" } as const)[zeroMethod],
      continuityCorrection,
    });
    const statistic = alternative === "two-sided" ? Math.min(positiveRanks, negativeRanks) : positiveRanks;
    expectClose([statistic], [results[alternative].statistic], VALUE);
    expectClose([p], [results[alternative].p], P_VALUE);
  }
}

function expectStratifiedArea(golden: StatisticsCase): void {
  const { mappedShares, counts } = golden;
  const actual = statistics.stratifiedEstimate(counts, { mappedShares });
  const pairs = [
    [[actual.overallAccuracy], [golden.overallAccuracy], [golden.overallAccuracySe]],
    [actual.userAccuracy, golden.userAccuracy, golden.userAccuracySe],
    [actual.producerAccuracy, golden.producerAccuracy, golden.producerAccuracySe],
    [actual.area, golden.areaProportion, golden.areaProportionSe],
  ] as const;
  for (const [estimates, values, errors] of pairs) {
    expectClose(
      estimates.map(({ value }) => value),
      values,
      VALUE,
    );
    expectClose(
      estimates.map(({ standardError }) => standardError),
      errors,
      VALUE,
    );
  }
  expectClose(actual.proportions.flat(), golden.proportions.flat(), VALUE);
}

function expectPairedT({ a, b, results }: StatisticsCase): void {
  for (const alternative of ["two-sided", "greater", "less"] as const) {
    const expected = results[alternative];
    if (expected === undefined) continue;
    const actual = statistics.pairedTTest(a, b, { alternative });
    expect(actual.degreesOfFreedom).toBe(expected.df);
    expectClose(
      [actual.t, ...(actual.interval ?? [null, null])],
      [expected.t, ...expected.interval95],
      VALUE,
    );
    expectClose([actual.p], [expected.p], P_VALUE);
  }
  const two = results["two-sided"].interval95;
  const difference = statistics.pairedDifference(a, b);
  if (!two.some(Number.isNaN)) expectClose(difference.interval ?? [], two, VALUE);
}

function expectRankCorrelation({ x, y, spearman, kendallTauB, pearson }: StatisticsCase): void {
  const rank = statistics.spearmanCorrelation(x, y);
  const kendall = statistics.kendallCorrelation(x, y);
  expectClose([rank.rho, kendall.tau], [spearman.rho, kendallTauB.tau], VALUE);
  expectClose([statistics.pearsonCorrelation(x, y)], [pearson], VALUE);
  expectClose([rank.p, kendall.pAsymptotic], [spearman.p, kendallTauB.pAsymptotic], P_VALUE);
  if (kendallTauB.pExact !== null) expectClose([kendall.pExact], [kendallTauB.pExact], P_VALUE);
}

function expectStandardError({ values, mean, std, standardError, interval95 }: StatisticsCase): void {
  const actual = [
    statistics.mean(values),
    statistics.standardDeviation(values),
    statistics.standardError(values),
    ...(statistics.tInterval(values) ?? []),
  ];
  expectClose(actual, [mean, std, standardError, ...interval95], VALUE);
}

/** Undefined values are null here and NaN (or null) there. */
function expectClose(
  actual: readonly (number | null)[],
  expected: readonly (number | null)[],
  tolerance: number,
): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, index) => {
    const wanted = expected[index] ?? Number.NaN;
    if (value === null || Number.isNaN(wanted)) expect([value, wanted]).toEqual([null, Number.NaN]);
    else if (!Number.isFinite(wanted)) expect(value).toBe(wanted);
    else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)));
  });
}
