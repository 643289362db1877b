import { expect, test } from "vitest";
import fixture from "../test/fixtures/pairs/pairs.json" with { type: "json" };
import { transitionFromPairs } from "./index.ts";

const EXACT = 1e-9;
const SAMPLED = 5e-3; // 200 000 draws

test.each(fixture.cases)("intervals of $counts equal SciPy's", ({ counts, rows }) => {
  const { cells } = transitionFromPairs({ counts });
  for (const [i, row] of rows.entries()) {
    if (row === null) expect(cells[i]).toBeNull();
    for (const [j, { value, low, high, sampled }] of (row ?? []).entries()) {
      const cell = cells[i]![j]!;
      expect(Math.abs(cell.value - value)).toBeLessThan(EXACT);
      expect(Math.abs(cell.low - low)).toBeLessThan(EXACT);
      expect(Math.abs(cell.high - high)).toBeLessThan(EXACT);
      expect(Math.abs(cell.low - sampled[0]!)).toBeLessThan(SAMPLED);
      expect(Math.abs(cell.high - sampled[1]!)).toBeLessThan(SAMPLED);
    }
  }
});

test("rows sum to 1, and the rate of a class is what is not on its diagonal", () => {
  const { cells, ofClean } = transitionFromPairs({
    counts: [
      [47, 3],
      [8, 42],
    ],
  });
  expect(cells[0]!.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 12);
  expect(ofClean[0]!.value).toBeCloseTo(1 - cells[0]![0]!.value, 12);
  expect(ofClean[0]!.low).toBeCloseTo(1 - cells[0]![0]!.high, 9);
});

test("pixels that repeat each other make wider intervals", () => {
  const single = transitionFromPairs({
    counts: [
      [470, 30],
      [80, 420],
    ],
  }).ofClean[0]!;
  const clustered = transitionFromPairs({
    counts: [
      [470, 30],
      [80, 420],
    ],
    clustering: 10,
  }).ofClean[0]!;
  expect(clustered.high - clustered.low).toBeGreaterThan(2.5 * (single.high - single.low));
});

test("refuses counts that say nothing, and counts that are none", () => {
  expect(() =>
    transitionFromPairs({
      counts: [
        [0, 0],
        [0, 0],
      ],
    }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: counts hold no clean–noisy pair, expected some; label a few pixels of each class]`,
  );
  expect(() =>
    transitionFromPairs({
      counts: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: counts: rows of different length, expected a square: counts[clean][noisy]]`,
  );
  expect(() =>
    transitionFromPairs({
      counts: [
        [-1, 2],
        [4, 5],
      ],
    }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: counts.0.0: Too small: expected number to be >=0]`,
  );
});
