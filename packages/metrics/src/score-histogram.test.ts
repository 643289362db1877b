import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scoreHistogram } from "./score-histogram.ts";

interface ScoreCase {
  readonly id: string;
  readonly reference: readonly number[];
  readonly probability: readonly number[];
  readonly averagePrecision: number;
  readonly bestIou: number;
  readonly threshold: number;
}

const file = new URL("../test/fixtures/score-histogram/scores.json", import.meta.url);
const fixture: ScoreCase[] = JSON.parse(readFileSync(file, "utf8"));

describe.each(fixture)("$id", (golden) => {
  const scores = scoreHistogram();
  scores.update(Uint8Array.from(golden.reference), Float32Array.from(golden.probability), 1);

  test("average precision equals NumPy's", () => {
    expect(scores.averagePrecision()).toBeCloseTo(golden.averagePrecision, 13);
  });

  test("the best threshold gives the IoU that NumPy finds, counted again pixel by pixel", () => {
    const best = scores.bestThreshold();
    expect(best).toEqual({ threshold: golden.threshold, iou: golden.bestIou });
    expect(iouAt(golden, golden.threshold)).toBeCloseTo(golden.bestIou, 13);
  });
});

function iouAt({ reference, probability }: ScoreCase, threshold: number): number {
  const pixels = reference.flatMap((index, i) => (index === 255 ? [] : [{ index, p: probability[i] ?? 0 }]));
  const predicted = pixels.filter(({ p }) => Math.fround(p) >= threshold);
  const hits = predicted.filter(({ index }) => index === 1).length;
  return hits / (predicted.length + pixels.filter(({ index }) => index === 1).length - hits);
}

const pixels = fc.array(fc.tuple(fc.constantFrom(0, 1, 255), fc.float({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 50,
});

test("ignored pixels change nothing, whatever their probability", () => {
  fc.assert(
    fc.property(pixels, (rows) => {
      const reference = Uint8Array.from(rows, ([index]) => index);
      const all = scoreHistogram();
      all.update(
        reference,
        Float32Array.from(rows, ([index, p]) => (index === 255 ? Number.NaN : p)),
        1,
      );
      const valid = rows.filter(([index]) => index !== 255);
      const some = scoreHistogram();
      some.update(
        Uint8Array.from(valid, ([index]) => index),
        Float32Array.from(valid, ([, p]) => p),
        1,
      );
      expect(all.toJSON()).toEqual(some.toJSON());
    }),
  );
});

test("average precision and best IoU lie in [0, 1], and both are null without a pixel of the class", () => {
  fc.assert(
    fc.property(pixels, (rows) => {
      const scores = scoreHistogram({ bins: 8 });
      scores.update(
        Uint8Array.from(rows, ([index]) => index),
        Float32Array.from(rows, ([, p]) => p),
        1,
      );
      const precision = scores.averagePrecision();
      const best = scores.bestThreshold();
      const found = rows.some(([index]) => index === 1);
      expect([precision === null, best === null]).toEqual([!found, !found]);
      for (const value of [precision ?? 0, best?.iou ?? 0])
        expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
    }),
  );
});

test("a perfect ranking has an average precision of 1", () => {
  const scores = scoreHistogram();
  scores.update(Uint8Array.of(1, 1, 0, 0), Float32Array.of(0.9, 0.8, 0.2, 0), 1);
  expect(scores.averagePrecision()).toBe(1);
  expect(scores.bestThreshold()).toEqual({ threshold: 204 / 256, iou: 1 });
});

test("merging two histograms equals one over both", () => {
  const [a, b, both] = [scoreHistogram(), scoreHistogram(), scoreHistogram()];
  a.update(Uint8Array.of(1, 0), Float32Array.of(0.6, 0.7), 1);
  b.update(Uint8Array.of(0, 1), Float32Array.of(0.1, 1), 1);
  both.update(Uint8Array.of(1, 0, 0, 1), Float32Array.of(0.6, 0.7, 0.1, 1), 1);
  a.merge(b);
  expect(a.toJSON()).toEqual(both.toJSON());
});

test("logits, NaN, other sizes and other bins are refused", () => {
  const scores = scoreHistogram();
  expect(() => scores.update(Uint8Array.of(0), Float32Array.of(3.5), 1)).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: probability is 3.5 at pixel 0, but a number from 0 to 1 was expected; apply softmax to the logits first]`,
  );
  expect(() =>
    scores.update(Uint8Array.of(0), Float32Array.of(Number.NaN), 1),
  ).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: probability is NaN at pixel 0, but a number from 0 to 1 was expected; apply softmax to the logits first]`,
  );
  expect(() => scores.update(Uint8Array.of(0), new Float32Array(2), 1)).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: reference holds 1 pixels, but probability holds 2; give the same window of both]`,
  );
  expect(() => scoreHistogram({ bins: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: score histogram was asked for 1 bins, but needs an integer from 2 to 65536; leave it out for the default]`,
  );
  expect(() => scores.merge(scoreHistogram({ bins: 8 }))).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: the histogram has 256 bins, but the one to add has 8; make both with the same bins]`,
  );
});
