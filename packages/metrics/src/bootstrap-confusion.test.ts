import { expect, test } from "vitest";
import { schemeOf } from "../test/scheme-of.ts";
import { testRng } from "../test/test-rng.ts";
import {
  bootstrapConfusion,
  type ConfusionCounts,
  confusionMatrix,
  iouPerClass,
  meanIou,
  mergedConfusion,
  overallAccuracy,
  pairedBootstrap,
} from "./index.ts";

const scheme = schemeOf(3);

/** A unit of 100 pixels of classes 0 and 1, `wrong` of them predicted as the other class. */
function unit(wrong: number): ConfusionCounts {
  return { scheme, counts: Float64Array.of(60 - wrong, wrong, 0, 0, 40, 0, 0, 0, 0) };
}

const rates = Array.from({ length: 30 }, (_, index) => 5 + ((index * 7) % 11));

test("the interval of the accuracy is that of the mean of the units' error rates", () => {
  const measure = (confusion: ConfusionCounts) => [overallAccuracy(confusion)];
  const [estimate] = bootstrapConfusion(rates.map(unit), measure, { rng: testRng(7) });
  const mean = rates.reduce((sum, wrong) => sum + wrong, 0) / rates.length;
  expect(estimate?.value).toBeCloseTo(1 - mean / 100, 12);
  const spread = Math.sqrt(rates.reduce((sum, wrong) => sum + (wrong - mean) ** 2, 0)) / rates.length / 100;
  expect(Math.abs((estimate?.standardError ?? 0) / spread - 1)).toBeLessThan(0.06); // 2000 resamples: 1.6 % a standard deviation
  const [low, high] = estimate?.interval ?? [Number.NaN, Number.NaN];
  expect(Math.abs((high - low) / (2 * 1.96 * spread) - 1)).toBeLessThan(0.1);
});

test("a class that never occurs has no value and no interval; the mean leaves it out", () => {
  const measure = (confusion: ConfusionCounts) => [...iouPerClass(confusion), meanIou(confusion).value];
  const found = bootstrapConfusion(rates.map(unit), measure, { rng: testRng(7), resamples: 200 });
  expect(found.map(({ value }) => value === null)).toEqual([false, false, true, false]);
  expect(found[2]?.reason).toBe("undefined in 200 of 200 resamples: it rests on too few units");
});

test("one unit has a value, but no interval; units without a valid pixel are no units", () => {
  const measure = (confusion: ConfusionCounts) => [overallAccuracy(confusion)];
  const empty = confusionMatrix(scheme);
  const [estimate] = bootstrapConfusion([unit(10), empty], measure, { rng: testRng(7) });
  expect(estimate).toMatchObject({ value: 0.9, interval: null, reason: "1 unit cannot be resampled" });
  expect(() => bootstrapConfusion([empty], measure, { rng: testRng(7) })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: 1 units were given to resample, of which 0 hold a valid pixel, but at least 1 was expected; check labels and predictions]`,
  );
  expect(() => bootstrapConfusion([], measure, { rng: testRng(7) })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: 0 units were given to resample, of which 0 hold a valid pixel, but at least 1 was expected; check labels and predictions]`,
  );
});

test("on the same pixels a small steady gain is seen that separate intervals would hide", () => {
  const measure = (confusion: ConfusionCounts) => [
    overallAccuracy(confusion),
    iouPerClass(confusion)[2] ?? null,
  ];
  const [first, second] = [rates.map((wrong) => unit(wrong - 1)), rates.map(unit)];
  const [gain, absent] = pairedBootstrap({ first, second, measure }, { rng: testRng(7) });
  expect(gain).toMatchObject({ verdict: "above" });
  expect(gain?.difference).toBeCloseTo(0.01, 12);
  expect(absent).toMatchObject({ difference: null, interval: null, verdict: "cannot tell" });
  const [loss] = pairedBootstrap({ first: second, second: first, measure }, { rng: testRng(7) });
  expect(loss?.verdict).toBe("below");
  expect(loss?.interval?.map((end) => -end).toReversed()).toEqual(gain?.interval);
  const alone = [first, second].map(
    (units) => bootstrapConfusion(units, measure, { rng: testRng(7) })[0]?.interval,
  );
  expect((alone[1]?.[1] ?? 0) > (alone[0]?.[0] ?? 1)).toBe(true);
});

test("models that were counted on other pixels are no pair", () => {
  const measure = (confusion: ConfusionCounts) => [overallAccuracy(confusion)];
  const other = { scheme, counts: Float64Array.of(59, 0, 0, 0, 41, 0, 0, 0, 0) };
  const options = { rng: testRng(7) };
  expect(() =>
    pairedBootstrap({ first: [unit(1)], second: [], measure }, options),
  ).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: the first model has 1 units, but the second has 0; give both for the same scenes or blocks, in one order]`,
  );
  expect(() =>
    pairedBootstrap({ first: [unit(1)], second: [other], measure }, options),
  ).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: unit 0 holds 60, 40, 0 labelled pixels by class for the first model, but 59, 41, 0 for the second; count both models on the same pixels]`,
  );
});

test("counts stay exact up to 2^53, and go no further", () => {
  const huge = { scheme, counts: Float64Array.of(2 ** 53 - 2, 0, 0, 0, 0, 0, 0, 0, 0) };
  const confusion = mergedConfusion([huge]);
  confusion.update(Uint8Array.of(1), Uint8Array.of(2));
  expect([...confusion.counts.slice(0, 6)]).toEqual([2 ** 53 - 2, 0, 0, 0, 0, 1]);
  expect(() => confusion.update(Uint8Array.of(1), Uint8Array.of(2))).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: the matrix would count 9007199254740992 pixels, but at most 9007199254740991 are counted exactly; count in several matrices]`,
  );
  expect(() => confusion.merge(unit(0))).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: the matrix would count 9007199254741092 pixels, but at most 9007199254740991 are counted exactly; count in several matrices]`,
  );
  expect(confusion.counts[5]).toBe(1);
});
