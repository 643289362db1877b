import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import {
  boundaryF1,
  calibration,
  objectScores,
  rankingScores,
  riskCoverage,
  scoreHistogram,
} from "../src/index.ts";
import fixture from "./fixtures/evaluation/evaluation.json" with { type: "json" };
import { schemeOf } from "./scheme-of.ts";

/** Sums in another order. */
const FLOAT64_SUM = 1e-12;
const { maps, probabilities: soft } = fixture;

function mapsOf({ width, height, classes, ...maps }: (typeof fixture.maps)[number]) {
  const scheme = schemeOf(classes);
  const make = (data: readonly number[]) => labelMap({ width, height, scheme, data: Uint8Array.from(data) });
  return [make(maps.reference), make(maps.predicted)] as const;
}

function expectClose(actual: number | null, wanted: number | null): void {
  if (actual === null || wanted === null) expect(actual).toBe(wanted);
  else expect(Math.abs(actual - wanted)).toBeLessThan(FLOAT64_SUM);
}

test.each(maps)("boundary F1 equals that of every pair of boundary pixels: $id", (golden) => {
  const [reference, predicted] = mapsOf(golden);
  for (const { tolerance, perClass } of golden.boundaryF1)
    boundaryF1(reference, predicted, { tolerance }).perClass.forEach((scores, index) => {
      for (const name of ["precision", "recall", "f1"] as const)
        expectClose(scores[name], perClass[index]?.[name] ?? null);
    });
  expect(boundaryF1(reference, predicted).tolerance).toBe(golden.boundaryF1[0]?.tolerance);
});

test.each(maps)("objects are matched as SciPy's components are: $id", (golden) => {
  const [reference, predicted] = mapsOf(golden);
  for (const { connectivity, referenceObjects, predictedObjects, matches } of golden.objects) {
    const actual = objectScores(reference, predicted, {
      classIndex: 1,
      connectivity: connectivity === 8 ? 8 : 4,
      iouThresholds: matches.map(({ iouThreshold }) => iouThreshold),
    });
    expect(actual).toMatchObject({ referenceObjects, predictedObjects });
    actual.matches.forEach(({ truePositives, meanIou }, at) => {
      expect(truePositives).toBe(matches[at]?.truePositives);
      expectClose(meanIou, matches[at]?.meanIou ?? null);
    });
  }
});

test("class-wise calibration, risk–coverage, AUROC and the best threshold equal NumPy's", () => {
  const honesty = calibration(schemeOf(soft.classes));
  honesty.update(Uint8Array.from(soft.labels), Float32Array.from(soft.probabilities));
  const classwise = honesty.classwiseCalibrationError();
  soft.classwise.forEach((wanted, index) => {
    expectClose(classwise?.perClass[index] ?? null, wanted);
  });
  const { points, area } = riskCoverage(soft.confidence, soft.wrong);
  expect(points.length).toBe(soft.points.length);
  points.forEach(({ coverage, risk }, at) => {
    expectClose(coverage, soft.points[at]?.[0] ?? null);
    expectClose(risk, soft.points[at]?.[1] ?? null);
  });
  expectClose(area, soft.aurc);
  const ranked = rankingScores(soft.score, soft.positive);
  expectClose(ranked.auroc, soft.auroc);
  expect(ranked.bestThreshold?.threshold).toBe(soft.bestThreshold);
  expectClose(ranked.bestThreshold?.iou ?? null, soft.bestIou);
});

test("the histogram's AUROC and average precision are the exact ones where no bin holds two scores", () => {
  const scores = scoreHistogram({ bins: 100 });
  const places = soft.score.map((score) => Math.min(99, Math.round(score * 100)));
  const centred = Float32Array.from(places, (place) => (place + 0.5) / 100);
  scores.update(Uint8Array.from(soft.positive), centred, 1);
  const exact = rankingScores(centred, soft.positive);
  expectClose(scores.auroc(), exact.auroc);
  expectClose(scores.averagePrecision(), exact.averagePrecision);
  expectClose(scores.bestThreshold()?.iou ?? null, exact.bestThreshold?.iou ?? null);
});
