import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import {
  activationHistogramKl,
  channelDivergence,
  channelSoftmaxKl,
  ckaAccumulator,
  compareFeatures,
  countDivergence,
  type FeatureBlock,
} from "../src/index.ts";

/** The stated tolerances of the reference values. */
const TOLERANCE = 1e-9;
const CKA_TOLERANCE = 1e-8;

interface Blocks {
  readonly reference: GoldenArray;
  readonly candidate: GoldenArray;
}
interface SoftmaxCase extends Blocks {
  readonly results: readonly {
    readonly temperature: number;
    readonly standardise: boolean;
    readonly value: number;
    readonly unnormalised: number;
  }[];
}
interface HistogramCase extends Blocks {
  readonly results: readonly {
    readonly edges: "reference" | "pooled";
    readonly bins: number;
    readonly pseudoCount?: number;
    readonly epsilon?: number;
    readonly perChannel: readonly number[];
    readonly skipped: readonly number[];
    readonly mean: number;
  }[];
}
interface StatisticsCase {
  readonly referenceMean: GoldenArray;
  readonly referenceVariance: GoldenArray;
  readonly candidateMean: GoldenArray;
  readonly candidateVariance: GoldenArray;
  readonly perChannel: readonly number[];
  readonly skipped: readonly number[];
  readonly mean: number;
}
interface CountsCase {
  readonly referenceCounts: readonly number[];
  readonly candidateCounts: readonly number[];
  readonly kl: number;
  readonly klReverse: number;
  readonly jensenShannon: number;
}
interface CkaCase {
  readonly x: GoldenArray;
  readonly y: GoldenArray;
  readonly linearCka: number;
  readonly debiasedLinearCka: number;
}

describeShared("activation divergences against NumPy and SciPy", ["golden", "layer-analysis"], () => {
  const of = <Case extends object>(kind: string) =>
    goldenCases<Case>("layer-analysis").cases.filter((one) => one.kind === kind);

  test("every kind of case is compared in this folder's tests", () => {
    const kinds = new Set(goldenCases("layer-analysis").cases.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["a1", "a2", "a3", "cka", "counts", "weights"]);
  });

  test.each(of<SoftmaxCase>("a1"))("$id", ({ reference, candidate, results }) => {
    for (const { temperature, standardise, value, unnormalised } of results) {
      const measure = channelSoftmaxKl({ temperature, standardise });
      const found = compareFeatures(measure, imageByImage(reference, candidate));
      expectSame(found.divergence, value);
      expectSame(found.details["unnormalised"], unnormalised);
    }
  });

  test.each(of<StatisticsCase>("a2"))("$id", (one) => {
    const found = channelDivergence(
      { mean: one.referenceMean.data, variance: one.referenceVariance.data },
      { mean: one.candidateMean.data, variance: one.candidateVariance.data },
    );
    expectAll(found.perChannel, one.perChannel);
    expect(found.skipped).toEqual(one.skipped);
    expectSame(found.mean, one.mean);
  });

  test.each(of<HistogramCase>("a3"))("$id", ({ reference, candidate, results }) => {
    for (const { edges, bins, pseudoCount, epsilon, perChannel, skipped, mean } of results) {
      const given = { edges, bins, ...(pseudoCount === undefined ? {} : { pseudoCount }) };
      const measure = activationHistogramKl({ ...given, ...(epsilon === undefined ? {} : { epsilon }) });
      const found = compareFeatures(measure, imageByImage(reference, candidate));
      expectAll(found.perChannel!, perChannel);
      expect(found.skippedChannels).toEqual(skipped);
      expectSame(found.divergence, mean);
    }
  });

  test.each(of<CountsCase>("counts"))("$id", ({ referenceCounts, candidateCounts, ...wanted }) => {
    const found = countDivergence(referenceCounts, candidateCounts);
    expectSame(found.kl, wanted.kl);
    expectSame(found.reverse, wanted.klReverse);
    expectSame(found.symmetric, wanted.kl + wanted.klReverse);
    expectSame(found.jensenShannon, wanted.jensenShannon);
  });

  test.each(of<CkaCase>("cka"))("$id", ({ x, y, linearCka, debiasedLinearCka }) => {
    const cka = ckaAccumulator([x.shape[1]!, y.shape[1]!]);
    const middle = Math.ceil(x.shape[0]! / 2);
    const rows = ({ data, shape }: GoldenArray, from: number, to: number) =>
      Float32Array.from(data.subarray(from * shape[1]!, to * shape[1]!));
    for (const [from, to] of [
      [0, middle],
      [middle, x.shape[0]!],
    ] as const)
      cka.update(rows(x, from, to), rows(y, from, to));
    const { plain, debiased, positions } = cka.value();
    expect(positions).toBe(x.shape[0]);
    expectSame(plain, linearCka, CKA_TOLERANCE);
    expectSame(debiased, debiasedLinearCka, CKA_TOLERANCE);
  });
});

/** The images of `[batch, channel, row, column]`, one block each, channels last. */
function imageByImage(
  reference: GoldenArray,
  candidate: GoldenArray,
): readonly (readonly [FeatureBlock, FeatureBlock])[] {
  const [images, channels] = reference.shape as [number, number];
  const positions = reference.data.length / images / channels;
  const block = ({ data }: GoldenArray, image: number): FeatureBlock => ({
    channels,
    data: Float32Array.from(
      { length: positions * channels },
      (_, i) => data[(image * channels + (i % channels)) * positions + Math.floor(i / channels)]!,
    ),
  });
  return Array.from({ length: images }, (_, image) => [block(reference, image), block(candidate, image)]);
}

function expectAll(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  for (const [i, value] of values.entries()) expectSame(value, expected[i]!);
}

function expectSame(value: number | undefined, expected: number, tolerance = TOLERANCE): void {
  if (!Number.isFinite(expected)) expect(value).toBe(expected);
  else expect(Math.abs(value! - expected)).toBeLessThan(tolerance * Math.max(1, Math.abs(expected)));
}
