import { expect, test } from "vitest";
import { randomSource } from "../test/support.ts";
import { rankAgreement } from "./rank-agreement.ts";

const moved = [
  [1, 2, 3, 4, 5, 6, 9, 12],
  [1, 2, 3, 5, 4, 6, 8, 20],
];

test("equal ranks give 1, opposite ones −1, with an interval over groups", () => {
  const rng = randomSource(1);
  const same = rankAgreement(moved, moved, { rng });
  const opposite = rankAgreement(
    moved,
    moved.map((seed) => seed.map((value) => -value)),
    { rng },
  );
  expect([same.rho, opposite.rho]).toEqual([1, -1]);
  expect(same.interval![0]).toBeGreaterThan(0.9);
  expect(opposite.perSeed).toEqual([-1, -1]);
});

test("a group without a number in some seed is left out, and few groups give no interval", () => {
  const found = rankAgreement([[1, 2, Number.NaN, 4]], [[4, 3, 9, 1]], { rng: randomSource(1) });
  expect(found).toEqual({ rho: -1, perSeed: [-1], interval: null, groups: 3 });
});

test("lists that do not fit are told", () => {
  const rng = randomSource(1);
  expect(() =>
    rankAgreement(
      [[1, 2]],
      [
        [1, 2],
        [1, 2],
      ],
      { rng },
    ),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: divergences have [2] groups per seed, but costs [2,2]; give the same seeds and groups]`,
  );
  expect(() => rankAgreement([[1, Number.NaN]], [[1, 2]], { rng })).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: 1 layer groups have both numbers in every seed, expected at least 2; compare more groups]`,
  );
});
