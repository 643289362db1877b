import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import {
  type ConfidentJoint,
  confidentJoint,
  confidentThresholds,
  countJoint,
  type FindLabelIssuesOptions,
  findLabelIssues,
  type LabelledPixels,
  noiseModel,
  pixelQuality,
  softMinimum,
} from "../src/index.ts";

type Matrix = readonly (readonly number[])[];

interface Case {
  readonly classes: number;
  readonly probabilities: GoldenArray;
  readonly noisyLabels: GoldenArray;
  readonly cleanLabels: GoldenArray;
  readonly thresholds: readonly number[];
  readonly confidentJoint: { readonly uncalibrated: Matrix; readonly calibrated: Matrix };
  readonly offDiagonalIndices: GoldenArray;
  readonly jointDistribution: Matrix;
  readonly cleanPrior: readonly number[];
  readonly inverseNoiseMatrix: Matrix;
  readonly transitionMatrix: Matrix;
  readonly numLabelIssues: number;
  readonly issues: Readonly<Record<string, { readonly count: number; readonly indices: GoldenArray }>>;
  readonly issuesAtHalfNoise: GoldenArray;
  readonly rankedIssues: GoldenArray;
  readonly qualityScores: Readonly<Record<string, GoldenArray>>;
  readonly segmentation: {
    readonly issueCount: number;
    readonly issueIndices: GoldenArray;
    readonly imageScoresBySoftminTemperature: Readonly<Record<string, readonly number[]>>;
    readonly imageScoresByIssueShare: readonly number[];
    readonly issuesFromScores: { readonly threshold: number; readonly indices: GoldenArray };
  };
  readonly realised: { readonly noiseRate: number; readonly transitionCounts: Matrix };
}

const EQUAL = 1e-6; // of float32 probabilities
const FLOAT32 = 2e-6;

/** cleanlab's names in ours. */
const ours = (name: string) => name.replaceAll("_", "-").replace("normalized", "normalised");
const flagged = (flags: Uint8Array) => [...flags.keys()].filter((pixel) => flags[pixel] === 1);
const transposed = (rows: Matrix) => rows.map((_, column) => rows.map((row) => row[column]!));

describeShared("equals cleanlab 2.9", ["golden", "noise-estimation"], () => {
  const { cases } = goldenCases<Case>("noise-estimation");

  test("every case is of a kind that is tested here", () => {
    expect(cases.length).toBeGreaterThan(0);
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(["confidentLearning"]));
  });

  describe.each(cases)("$id", (golden) => {
    const pixels = pixelsOf(golden);
    const joint = confidentJoint(countJoint(pixels));
    const reference = transposed(golden.confidentJoint.calibrated);
    // where equal remainders were rounded the other way there, what follows is judged on the reference's counts
    const counts = tiesOnly(joint, reference) ? reference : joint.counts;

    test("thresholds, joint and latent estimates", () => {
      const first = confidentThresholds(golden.classes);
      first.update(pixels);
      expectClose(first.thresholds(), golden.thresholds);
      expect(joint.uncalibrated).toEqual(transposed(golden.confidentJoint.uncalibrated));
      expect(counts).toEqual(reference);
      const { prior, transitionMatrix, noiseRateOfLabelled } = noiseModel({ counts });
      expectClose(prior, golden.cleanPrior);
      // a class without pixels is null here and a row of zeros there
      expectClose(
        transitionMatrix.flatMap((row) => row ?? golden.thresholds.map(() => 0)),
        golden.transitionMatrix.flat(),
      );
      expectClose(
        noiseRateOfLabelled.map((rate) => (rate === null ? 0 : 1 - rate)),
        golden.inverseNoiseMatrix.map((row, k) => row[k]!),
      );
      const total = pixels.labels.length;
      expectClose(
        counts.flat().map((count) => count / total),
        transposed(golden.jointDistribution).flat(),
      );
    });

    test("the same joint from windows as from one piece", () => {
      expect(confidentJoint(countJoint(windowsOf(pixels, 37)))).toEqual(joint);
    });

    test.each(Object.keys(golden.issues))("issues by %s", (name) => {
      const filter = ours(name) as NonNullable<FindLabelIssuesOptions["filter"]>;
      const { flags, count } = findLabelIssues(pixels, { filter, counts });
      expect(flagged(flags)).toEqual([...golden.issues[name]!.indices.data]);
      expect(count).toBe(golden.issues[name]!.count);
    });

    test("issues at half the noise, of segmentation, and ranked", () => {
      const half = findLabelIssues(pixels, { filter: "prune-by-noise-rate", share: 0.5, counts });
      expect(flagged(half.flags)).toEqual([...golden.issuesAtHalfNoise.data]);
      const segmentation = findLabelIssues(pixels, { filter: "segmentation" });
      expect(flagged(segmentation.flags)).toEqual([...golden.segmentation.issueIndices.data]);
      expect(segmentation.count).toBe(golden.segmentation.issueCount);
      expect(findLabelIssues(pixels, { filter: "confident-learning" }).count).toBe(golden.numLabelIssues);
      expect(joint.contradicted).toBeCloseTo(golden.numLabelIssues / pixels.labels.length, 12);
      const quality = pixelQuality(pixels);
      const ranked = flagged(findLabelIssues(pixels, { counts }).flags).toSorted(
        (a, b) => quality[a]! - quality[b]!,
      );
      expect(ranked.map((pixel) => quality[pixel])).toEqual(
        [...golden.rankedIssues.data].map((pixel) => quality[pixel]),
      );
    });

    test.each(Object.keys(golden.qualityScores))("quality by %s", (name) => {
      const quality = pixelQuality(pixels, { method: ours(name) as "self-confidence" });
      expectClose([...quality], [...golden.qualityScores[name]!.data], FLOAT32);
    });

    test("scores of images", () => {
      const [images = 0] = golden.noisyLabels.shape;
      const quality = pixelQuality(pixels);
      const size = quality.length / images;
      const perImage = Array.from({ length: images }, (_, at) =>
        quality.subarray(at * size, (at + 1) * size),
      );
      const { imageScoresBySoftminTemperature, imageScoresByIssueShare, issuesFromScores, issueIndices } =
        golden.segmentation;
      for (const [temperature, scores] of Object.entries(imageScoresBySoftminTemperature)) {
        expectClose(
          perImage.map((scores) => softMinimum(scores, Number(temperature)) ?? Number.NaN),
          scores,
        );
      }
      const shares = perImage.map(
        (_, at) =>
          1 - [...issueIndices.data].filter((pixel) => Math.floor(pixel / size) === at).length / size,
      );
      expectClose(shares, imageScoresByIssueShare);
      const low = [...quality.keys()].filter((pixel) => quality[pixel]! < issuesFromScores.threshold);
      expect(low).toEqual([...issuesFromScores.indices.data]);
    });

    test("the model of known pairs has the realised noise rate", () => {
      const { transitionCounts, noiseRate } = golden.realised;
      expect(noiseModel({ counts: transitionCounts }).noiseRate).toBeCloseTo(noiseRate, 12);
    });
  });
});

/**
 * Whether two calibrated joints differ only in who got the rounding among equal counts of one label: sorting each group of
 * equal confident counts makes them the same.
 */
function tiesOnly({ uncalibrated, counts }: ConfidentJoint, reference: Matrix): boolean {
  const canonical = (matrix: Matrix) =>
    matrix.map((_, noisy) =>
      matrix
        .map((row, clean) => [uncalibrated[clean]![noisy]!, row[noisy]!])
        .toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d),
    );
  return JSON.stringify(canonical(counts)) === JSON.stringify(canonical(reference));
}

/** `[N, class, row, column]` there, `[pixel, class]` here. */
function pixelsOf({ classes, probabilities, noisyLabels }: Case): LabelledPixels {
  const [images = 0, , height = 0, width = 0] = probabilities.shape;
  const size = height * width;
  const data = new Float32Array(images * size * classes);
  for (let image = 0; image < images; image++)
    for (let k = 0; k < classes; k++)
      for (let pixel = 0; pixel < size; pixel++)
        data[(image * size + pixel) * classes + k] =
          probabilities.data[(image * classes + k) * size + pixel]!;
  return { classes, probabilities: data, labels: Uint8Array.from(noisyLabels.data) };
}

function windowsOf({ classes, probabilities, labels }: LabelledPixels, size: number): LabelledPixels[] {
  return Array.from({ length: Math.ceil(labels.length / size) }, (_, at) => ({
    classes,
    labels: labels.slice(at * size, (at + 1) * size),
    probabilities: probabilities.slice(at * size * classes, (at + 1) * size * classes),
  }));
}

function expectClose(actual: readonly number[], expected: readonly number[], tolerance = EQUAL): void {
  expect(actual.length).toBe(expected.length);
  for (const [at, value] of actual.entries())
    expect(Math.abs(value - expected[at]!), `entry ${at}`).toBeLessThanOrEqual(tolerance);
}
