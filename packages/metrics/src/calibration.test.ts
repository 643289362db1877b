import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { schemeOf } from "../test/scheme-of.ts";
import { boundaryF1, boundaryIou, calibration, objectScores, rankingScores, riskCoverage } from "./index.ts";

test("probabilities that keep their word have no calibration error", () => {
  const honesty = calibration(schemeOf(2));
  honesty.update(
    Uint8Array.of(0, 0, 0, 1, 255),
    Float32Array.of(0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.5, 0.5),
  );
  expect([honesty.pixels, honesty.expectedCalibrationError(), honesty.maximumCalibrationError()]).toEqual([
    4, 0, 0,
  ]);
  expect(honesty.classwiseCalibrationError()).toEqual({ perClass: [0, 0], mean: 0 });
  expect(honesty.riskCoverage()).toEqual({
    points: [{ coverage: 1, risk: 0.25, confidence: 0.75 }],
    area: 0.25,
  });
});

test("without a valid pixel nothing is said; an impossible pixel has no likelihood", () => {
  const empty = calibration(schemeOf(2));
  empty.update(Uint8Array.of(255), Float32Array.of(Number.NaN, Number.NaN));
  expect([
    empty.expectedCalibrationError(),
    empty.brierScore(),
    empty.negativeLogLikelihood(),
    empty.riskCoverage(),
  ]).toEqual([null, null, null, null]);
  const wrong = calibration(schemeOf(2));
  wrong.update(Uint8Array.of(1, 1), Float32Array.of(1, 0, 0, 1));
  expect([wrong.negativeLogLikelihood(), wrong.impossiblePixels, wrong.brierScore()]).toEqual([null, 1, 1]);
});

test("what are no probabilities, labels or options is refused, and nothing of it is counted", () => {
  const honesty = calibration(schemeOf(2));
  const refuse = (labels: number[], values: number[]) => () =>
    honesty.update(Uint8Array.from(labels), Float32Array.from(values));
  expect(refuse([0, 1], [0.5, 0.5, Number.NaN, 0.5])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: probability is NaN at pixel 1, but a number from 0 to 1 was expected; apply softmax to the logits first]`,
  );
  expect(refuse([0], [2, -1])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: probability is 2 at pixel 0, but a number from 0 to 1 was expected; apply softmax to the logits first]`,
  );
  expect(refuse([0], [0.5, 0.25])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: probabilities sum to 0.75 at pixel 0, but 1 was expected; give [pixel, class] after softmax]`,
  );
  expect(refuse([0], [0.5])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: reference holds 1 pixels of 2 classes, but there are 1 probabilities; give [pixel, class]]`,
  );
  expect(refuse([4], [0.5, 0.5])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: reference holds class index 4 at pixel 0, but class scheme "made up" has indices 0 to 1 (and 255 = ignored); decode class values first]`,
  );
  expect(honesty.pixels).toBe(0);
  expect(() => calibration(schemeOf(2), { bins: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: calibration was asked for 1 bins, but needs an integer from 2 to 65536; leave it out for the default]`,
  );
  expect(() => rankingScores([Number.NaN], [1])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: score is NaN at position 0, but a number was expected; leave out what has no score]`,
  );
  expect(() => rankingScores([], [])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: 0 scores were given to rank, but at least 1 was expected; check what was collected]`,
  );
  expect(() => riskCoverage([], [])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: 0 pixels were given for a risk–coverage curve, but at least 1 was expected; check what was collected]`,
  );
  expect(() => riskCoverage([0.5, Number.NaN], [1, 0])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: confidence is NaN at pixel 1, but a number was expected; leave out what was not predicted]`,
  );
});

test("maps that do not fit, and options outside their range, are refused", () => {
  const map = labelMap({ width: 3, height: 2, scheme: schemeOf(2), data: Uint8Array.of(0, 1, 1, 0, 1, 1) });
  const other = labelMap({ width: 2, height: 3, scheme: schemeOf(2), data: Uint8Array.of(0, 1, 1, 0, 1, 1) });
  expect(() => boundaryIou(map, other)).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: reference is 3×2 pixels, but prediction is 2×3; give the same window of both]`,
  );
  expect(() => boundaryIou(map, map, { dilationRatio: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: dilationRatio is 0, but a positive number was expected; leave it out for the default]`,
  );
  expect(() => boundaryF1(map, map, { tolerance: Number.NaN })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: tolerance is NaN, but a positive number was expected; leave it out for the default]`,
  );
  expect(() => objectScores(map, map, { classIndex: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: classIndex is 2, but class scheme "made up" has indices 0 to 1; name one of them]`,
  );
  expect(() =>
    objectScores(map, map, { classIndex: 1, iouThresholds: [1] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: IoU threshold is 1, but numbers from 0 to below 1 were expected; 0.5 is usual]`,
  );
  expect(boundaryF1(map, map).mean).toEqual({ value: 1, absentClasses: [] });
});

test("pixels that are not known make no boundary and no object", () => {
  const scheme = schemeOf(2);
  const labels = labelMap({ width: 4, height: 1, scheme, data: Uint8Array.of(1, 1, 255, 255) });
  const predicted = labelMap({ width: 4, height: 1, scheme, data: Uint8Array.of(1, 1, 1, 0) });
  expect(boundaryF1(labels, predicted).perClass.map(({ f1 }) => f1)).toEqual([null, null]);
  const { matches, countError } = objectScores(labels, predicted, { classIndex: 1 });
  expect([matches[0]?.meanIou, countError]).toEqual([1, 0]);
});
