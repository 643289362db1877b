import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { cleanLabelsNeeded, stratifiedNoiseRate } from "./index.ts";

const sample = {
  counts: [
    [48, 9],
    [2, 41],
  ],
  areas: [9e5, 1e5],
};

test("after the further pixels the interval is as narrow as wanted, and not with fewer", () => {
  for (const width of [0.05, 0.02]) {
    const { more, morePerClass, widthThen } = cleanLabelsNeeded({ ...sample, width });
    expect(widthThen).toBeLessThanOrEqual(width);
    expect(widthThen).toBeGreaterThan(0.97 * width);
    expect(more).toBe(morePerClass[0]! + morePerClass[1]!);
  }
});

test("asks for none where the interval is narrow enough already", () => {
  expect(cleanLabelsNeeded({ ...sample, width: 0.5 })).toMatchObject({ more: 0, morePerClass: [0, 0] });
});

test("the promise holds: samples of that size from a known map give intervals of about that width that cover", () => {
  const rng = createRng(3);
  const truth = [0.08, 0.3]; // error of each noisy class
  const areas = [0.8, 0.2];
  const rate = 0.8 * 0.08 + 0.2 * 0.3;
  const draw = (sizes: readonly number[]) => {
    const wrong = sizes.map((size, j) => {
      let count = 0;
      for (let at = 0; at < size; at++) if (rng.next() < truth[j]!) count += 1;
      return count;
    });
    return [
      [sizes[0]! - wrong[0]!, wrong[1]!],
      [wrong[0]!, sizes[1]! - wrong[1]!],
    ];
  };
  let covered = 0;
  const widths: number[] = [];
  for (let trial = 0; trial < 200; trial++) {
    const first = draw([60, 60]);
    const { morePerClass } = cleanLabelsNeeded({ counts: first, areas, width: 0.06 });
    const second = draw(morePerClass);
    const counts = first.map((row, i) => row.map((count, j) => count + second[i]![j]!));
    const { noiseRate } = stratifiedNoiseRate({ counts, areas });
    widths.push(noiseRate.high - noiseRate.low);
    if (noiseRate.low <= rate && rate <= noiseRate.high) covered += 1;
  }
  expect(covered / 200).toBeGreaterThan(0.91); // 95 % minus two standard errors of 200 trials
  expect(widths.reduce((sum, width) => sum + width, 0) / 200).toBeLessThan(0.066);
});
