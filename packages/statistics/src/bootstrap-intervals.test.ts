import { expect, test } from "vitest";
import { testRng } from "../test/test-rng.ts";
import { bootstrapIntervals, mean } from "./index.ts";

const scores = [0.71, 0.64, 0.69, 0.73, 0.58, 0.66];
const meanOf = (drawn: Uint32Array) => mean(Array.from(drawn, (unit) => scores[unit]!));

test("the same seed gives the same interval, around the measured value", () => {
  const draw = () => bootstrapIntervals(6, (drawn) => [meanOf(drawn)], { rng: testRng(1000) });
  const [estimate] = draw();
  const [low, high] = estimate?.interval ?? [Number.NaN, Number.NaN];
  expect(low < mean(scores) && mean(scores) < high).toBe(true);
  expect(draw()).toEqual([estimate]);
});

test("about 95 of 100 intervals hold the true mean", () => {
  const rng = testRng(2000);
  let held = 0;
  for (let study = 0; study < 200; study++) {
    const drawnScores = Array.from({ length: 40 }, () => rng.next());
    const measure = (drawn: Uint32Array) => [mean(Array.from(drawn, (unit) => drawnScores[unit]!))];
    const [low, high] = bootstrapIntervals(40, measure, { rng, resamples: 400 })[0]?.interval ?? [1, 0];
    if (low <= 0.5 && 0.5 <= high) held += 1;
  }
  expect(held).toBeGreaterThanOrEqual(180); // 190 expected, four standard deviations are 12
});

test("one unit has no interval, and says so", () => {
  expect(
    bootstrapIntervals(1, () => [0.5, null], { rng: testRng(1000) }).map(({ interval, reason }) => [
      interval,
      reason,
    ]),
  ).toEqual([
    [null, "1 unit cannot be resampled"],
    [null, "1 unit cannot be resampled"],
  ]);
});

test("a number that one unit of six carries has no interval, one that three carry has", () => {
  const present = (units: number) => (drawn: Uint32Array) => [
    drawn.some((unit) => unit < units) ? meanOf(drawn) : null,
  ];
  const [rare] = bootstrapIntervals(6, present(1), { rng: testRng(3000) });
  expect(rare?.interval).toBeNull();
  expect(rare?.reason).toMatch(/^undefined in \d+ of 2000 resamples: it rests on too few units$/);
  const [frequent] = bootstrapIntervals(6, present(3), { rng: testRng(3000) });
  expect(frequent?.interval).not.toBeNull();
  expect(frequent?.undefinedResamples).toBeGreaterThan(0);
});

test("what cannot be resampled is refused", () => {
  const rng = testRng(1000);
  expect(() => bootstrapIntervals(0, () => [1], { rng })).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: 0 units were given to resample, but at least 1 was expected (and 2 for an interval); give scenes or blocks]`,
  );
  expect(() => bootstrapIntervals(3, () => [1], { rng, resamples: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: resamples is 0, but a positive integer was expected; 2000 give steady 95 % intervals]`,
  );
  expect(() =>
    bootstrapIntervals(3, () => [Number.NaN], { rng, resamples: 20 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: sample holds NaN at position 0, but finite numbers were expected; leave out runs without a result]`,
  );
});
