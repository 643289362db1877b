import { createRng, normals } from "@undercoat/random";
import { expect, test } from "vitest";
import { signFlipTest } from "./sign-flip-test.ts";

test("of few blocks, the p-value is that of all sign patterns", () => {
  const scores = [Float64Array.of(3, 1, 2, 2, 1, 3, 2, 1, 0.5, 1)];
  // only all + and all − reach the observed sum: 2 of 1024
  const { pValue, statistic } = signFlipTest(scores, { flips: 20_000, rng: createRng(2) });
  expect(statistic).toBeCloseTo(16.5 / Math.sqrt(scores[0]!.reduce((sum, one) => sum + one * one, 0)), 12);
  expect(Math.abs(pValue - 2 / 1024)).toBeLessThan(0.0012); // three standard errors of 20 000 flips
});

test("the strongest of several contrasts is found, and the choice is paid for", () => {
  const rng = createRng(3);
  const small = Array.from({ length: 400 }, (_, run) => {
    const scores = [0, 1, 2, 3].map((contrast) => normals(30, rng.fork(`${run} ${contrast}`)));
    return signFlipTest(scores, { flips: 199, rng: rng.fork(`${run}`) }).pValue;
  }).filter((pValue) => pValue <= 0.05).length;
  expect(small).toBeLessThanOrEqual(32); // 20 expected; 32 or fewer in 99.6 % of such runs
  const planted = [normals(30, rng), normals(30, rng).map((value) => value - 1)];
  expect(signFlipTest(planted, { flips: 999, rng })).toMatchObject({ strongest: 1 });
});
