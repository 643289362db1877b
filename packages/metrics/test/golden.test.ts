import { type LabelMap, labelMap } from "@undercoat/raster";
import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import * as metrics from "../src/index.ts";
import { schemeOf } from "./scheme-of.ts";

interface ConfusionCase {
  readonly classes: number;
  readonly reference: GoldenArray;
  readonly predicted: GoldenArray;
  readonly confusionMatrix: readonly (readonly number[])[];
  readonly iou: readonly (number | null)[];
  readonly precision: readonly (number | null)[];
  readonly recall: readonly (number | null)[];
  readonly f1: readonly (number | null)[];
  readonly meanIou: number | null;
  readonly meanF1: number | null;
  readonly absentClasses: readonly number[];
  readonly overallAccuracy: number | null;
  readonly meanAccuracy: number | null;
  readonly frequencyWeightedIou: number | null;
  readonly kappa: number | null;
  readonly mcc: number | null;
}

interface MetricsCase extends ConfusionCase {
  readonly bins: number;
  readonly probabilities: GoldenArray;
  readonly labels: GoldenArray;
  readonly binCounts: readonly number[];
  readonly expectedCalibrationError: number;
  readonly maximumCalibrationError: number;
  readonly torchmetricsEce: number;
  readonly brier: number;
  readonly negativeLogLikelihood: number | null;
  readonly dilationRatio: number;
  readonly distance: number;
  readonly perClass: readonly (number | null)[];
  readonly mean: number | null;
  readonly connectivity: 4 | 8;
  readonly iouThreshold: number;
  readonly referenceObjects: number;
  readonly predictedObjects: number;
  readonly truePositives: number;
  readonly quality: readonly number[];
  readonly isIssue: readonly number[];
  readonly auroc: number | null;
  readonly averagePrecision: number;
}

/** Sums in another order; the values are ratios of exact counts. */
const FLOAT64_SUM = 1e-12;
/** torchmetrics computes in float32. */
const FLOAT32 = 1e-5;

const checks: Readonly<Record<string, (golden: MetricsCase) => void>> = {
  confusion: expectConfusion,
  calibration: expectCalibration,
  boundaryIou: expectBoundaryIou,
  objects: expectObjects,
  ranking: expectRanking,
};

describeShared("metrics equal scikit-learn's", ["golden", "metrics"], () => {
  const { cases } = goldenCases<MetricsCase>("metrics");

  test("every kind of the area is handled", () => {
    expect([...new Set(cases.map(({ kind }) => kind))].toSorted()).toEqual(Object.keys(checks).toSorted());
  });

  for (const golden of cases) test(golden.id, () => checks[golden.kind]?.(golden));
});

function mapOf({ shape, data }: GoldenArray, classes: number): LabelMap {
  const [height = 0, width = 0] = shape;
  return labelMap({ width, height, scheme: schemeOf(classes), data: Uint8Array.from(data) });
}

function expectBoundaryIou(golden: MetricsCase): void {
  const { reference, predicted, classes, dilationRatio } = golden;
  const actual = metrics.boundaryIou(mapOf(reference, classes), mapOf(predicted, classes), { dilationRatio });
  expect(actual.distance).toBe(golden.distance);
  expectClose([...actual.perClass, actual.mean.value], [...golden.perClass, golden.mean]);
}

function expectObjects(golden: MetricsCase): void {
  const { reference, predicted, connectivity, iouThreshold } = golden;
  const options = { classIndex: 1, connectivity, iouThresholds: [iouThreshold] };
  const actual = metrics.objectScores(mapOf(reference, 2), mapOf(predicted, 2), options);
  expect([actual.referenceObjects, actual.predictedObjects]).toEqual([
    golden.referenceObjects,
    golden.predictedObjects,
  ]);
  const [{ truePositives, precision, recall, f1 } = {}] = actual.matches as Partial<metrics.ObjectMatches>[];
  expect(truePositives).toBe(golden.truePositives);
  const wanted = golden as unknown as Record<"precision" | "recall" | "f1", number | null>;
  expectClose([precision ?? null, recall ?? null, f1 ?? null], [wanted.precision, wanted.recall, wanted.f1]);
}

function expectRanking({ quality, isIssue, auroc, averagePrecision }: MetricsCase): void {
  const actual = metrics.rankingScores(
    quality.map((score) => -score),
    isIssue,
  );
  expectClose([actual.auroc, actual.averagePrecision], [auroc, averagePrecision]);
}

function expectCalibration(golden: MetricsCase): void {
  const [classes = 0, height = 0, width = 0] = golden.probabilities.shape;
  const pixels = height * width;
  const byPixel = Float32Array.from({ length: classes * pixels }, (_, at) =>
    Number(golden.probabilities.data[(at % classes) * pixels + Math.floor(at / classes)]),
  );
  const actual = metrics.calibration(schemeOf(classes), { bins: golden.bins });
  actual.update(Uint8Array.from(golden.labels.data), byPixel);
  expect(actual.reliability().map((bin) => bin.pixels)).toEqual(golden.binCounts);
  const error = actual.expectedCalibrationError();
  expectClose(
    [error, actual.maximumCalibrationError(), actual.brierScore(), actual.negativeLogLikelihood()],
    [
      golden.expectedCalibrationError,
      golden.maximumCalibrationError,
      golden.brier,
      golden.negativeLogLikelihood,
    ],
  );
  expect(Math.abs((error ?? Number.NaN) - golden.torchmetricsEce)).toBeLessThan(FLOAT32);
}

function expectConfusion(golden: ConfusionCase): void {
  const scheme = schemeOf(golden.classes);
  const confusion = metrics.confusionMatrix(scheme);
  confusion.update(Uint8Array.from(golden.reference.data), Uint8Array.from(golden.predicted.data));
  const absent = golden.absentClasses.map((index) => scheme.classes[index]?.name);
  expect(confusion.toJSON().counts).toEqual(golden.confusionMatrix);
  const ignored = [...golden.reference.data].filter((index) => index === 255).length;
  expect(confusion.ignored).toBe(ignored);
  expectClose(metrics.iouPerClass(confusion), golden.iou);
  expectClose(metrics.precisionPerClass(confusion), golden.precision);
  expectClose(metrics.recallPerClass(confusion), golden.recall);
  expectClose(metrics.f1PerClass(confusion), golden.f1);
  expectClose(
    [metrics.meanIou(confusion).value, metrics.meanF1(confusion).value],
    [golden.meanIou, golden.meanF1],
  );
  expect(metrics.meanIou(confusion).absentClasses).toEqual(absent);
  expect(metrics.meanF1(confusion).absentClasses).toEqual(absent);
  expectClose([metrics.overallAccuracy(confusion)], [golden.overallAccuracy]);
  expectClose([metrics.meanAccuracy(confusion)], [golden.meanAccuracy]);
  expectClose([metrics.frequencyWeightedIou(confusion)], [golden.frequencyWeightedIou]);
  expectClose([metrics.cohenKappa(confusion)], [golden.kappa]);
  expectClose([metrics.matthewsCorrelation(confusion)], [golden.mcc]);
}

function expectClose(actual: readonly (number | null)[], expected: readonly (number | null)[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, index) => {
    const wanted = expected[index] ?? null;
    if (value === null || wanted === null) expect(value).toBe(wanted);
    else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(FLOAT64_SUM);
  });
}
