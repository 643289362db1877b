import { expect, test } from "vitest";
import { normalCdf, normalQuantile, pairedEffectSize, signedRankTest, signFlipTest } from "../src/index.ts";
import fixture from "./fixtures/paired/paired.json" with { type: "json" };

/** Sums in another order. */
const SUM = 1e-12;
const ALTERNATIVES = ["two-sided", "greater", "less"] as const;

test.each(fixture.cases)("signs of pairs, listed: $id", ({ a, b, signFlip, signedRank }) => {
  for (const alternative of ALTERNATIVES) {
    expect(Math.abs(signFlipTest(a, b, { alternative }).p - signFlip[alternative])).toBeLessThan(SUM);
    for (const zeros of ["leave-out", "pratt"] as const) {
      const { p } = signedRankTest(a, b, { alternative, zeros });
      expect(Math.abs((p ?? Number.NaN) - signedRank[zeros][alternative])).toBeLessThan(SUM);
    }
  }
});

test.each(fixture.cases)("effect sizes: $id", ({ a, b, effect }) => {
  const actual = pairedEffectSize(a, b);
  for (const [name, wanted] of Object.entries(effect)) {
    const value = actual[name as keyof typeof actual];
    if (wanted === null) expect(value).toBeNull();
    else expect(Math.abs((value ?? Number.NaN) - wanted)).toBeLessThan(SUM * Math.max(1, Math.abs(wanted)));
  }
});

test.each(fixture.normal)("normal quantile at $probability", ({ probability, quantile }) => {
  expect(Math.abs(normalQuantile(probability) - quantile)).toBeLessThan(
    1e-11 * Math.max(1, Math.abs(quantile)),
  );
  expect(Math.abs(normalCdf(quantile) / probability - 1)).toBeLessThan(1e-11);
});
