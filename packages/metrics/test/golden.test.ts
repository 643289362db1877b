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

/** Sums in another order; the values are ratios of exact counts. */
const FLOAT64_SUM = 1e-12;
/** Kinds of the area that this package does not compute. */
const OTHER_KINDS = ["boundaryIou", "calibration", "objects", "ranking"];

describeShared("metrics equal scikit-learn's", ["golden", "metrics"], () => {
  const { cases } = goldenCases<ConfusionCase>("metrics");

  test("every kind of the area is handled or listed as another's", () => {
    const kinds = new Set(cases.map(({ kind }) => kind));
    expect([...kinds].filter((kind) => kind !== "confusion" && !OTHER_KINDS.includes(kind))).toEqual([]);
    expect(kinds.has("confusion")).toBe(true);
  });

  for (const golden of cases.filter(({ kind }) => kind === "confusion")) {
    test(golden.id, () => expectEqual(golden));
  }
});

function expectEqual(golden: ConfusionCase): void {
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
