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
}

interface TestResult {
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly interval95: readonly number[];
}

/** The tolerances that the golden folder states. */
const VALUE = 1e-9;
const P_VALUE = 1e-7;
/** Kinds of the area that this package does not compute. */
const OTHER_KINDS = ["stratifiedArea", "wilcoxon"];

const checks: Readonly<Record<string, (golden: StatisticsCase) => void>> = {
  pairedT: expectPairedT,
  rankCorrelation: expectRankCorrelation,
  holm: ({ p, adjusted }) => expectClose(statistics.holm(p), adjusted, VALUE),
  standardError: expectStandardError,
  bootstrap: expectBootstrap,
  proportion: expectProportion,
};

describeShared("statistics equal SciPy's", ["golden", "stats"], () => {
  const { cases } = goldenCases<StatisticsCase>("stats");

  test("every kind of the area is handled or listed as another's", () => {
    const kinds = [...new Set(cases.map(({ kind }) => kind))];
    expect(kinds.toSorted()).toEqual([...Object.keys(checks), ...OTHER_KINDS].toSorted());
  });

  for (const golden of cases.filter(({ kind }: GoldenCase) => kind in checks)) {
    test(golden.id, () => checks[golden.kind]?.(golden));
  }
});

function expectBootstrap({ a, b, indices, level, interval }: StatisticsCase): void {
  const differences = a.map((value, at) => value - b[at]!);
  const [replicates = 0, size = 0] = indices.shape;
  const means = Array.from({ length: replicates }, (_, replicate) =>
    statistics.mean(
      Array.from({ length: size }, (__, at) => differences[Number(indices.data[replicate * size + at])]!),
    ),
  );
  const tails = [(1 - level) / 2, (1 + level) / 2];
  expectClose(
    tails.map((share) => statistics.quantile(means, share)),
    interval,
    VALUE,
  );
}

function expectProportion({ successes, trials, level, clopperPearson }: StatisticsCase): void {
  const failures = trials - successes;
  const tail = (1 - level) / 2;
  const low = successes === 0 ? 0 : statistics.betaQuantile(tail, successes, failures + 1);
  const high = failures === 0 ? 1 : statistics.betaQuantile(1 - tail, successes + 1, failures);
  expectClose([low, high], clopperPearson, VALUE);
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
