import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { EdgeMap } from "./edges.ts";
import { lagSums } from "./lag-sums.ts";
import { maskedCorrelation, peakOf } from "./peak.ts";

interface Case {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly a: readonly number[];
  readonly aKnown: readonly number[];
  readonly b: readonly number[];
  readonly bKnown: readonly number[];
  readonly shift: readonly number[];
  readonly correlation: readonly number[];
}

/** Made by generate.py beside it with scikit-image. */
const fixture: { readonly reach: number; readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(
    new URL("../../../test/fixtures/masked-correlation/correlations.json", import.meta.url),
    "utf8",
  ),
);
/** Strengths are float32, and scikit-image's Fourier transforms round in float64. */
const FLOAT32_CORRELATION = 1e-6;

const sitesOf = (a: readonly number[]) => a.flatMap((value, pixel) => (value === 1 ? [pixel] : []));

test.each(fixture.cases)("masked correlations equal scikit-image's: $id", (given) => {
  const { width, height, a, aKnown, b, bKnown, shift, correlation } = given;
  const reference: EdgeMap = {
    width,
    height,
    strength: Float32Array.from(b),
    known: Uint8Array.from(bKnown),
  };
  const whole = { window: { x: 0, y: 0, width, height }, sites: sitesOf(a), known: Uint8Array.from(aKnown) };
  const lags = { reach: fixture.reach, centre: [0, 0] as const };
  const ours = maskedCorrelation(lagSums(whole, reference, lags));
  correlation.forEach((value, at) => {
    expect(Math.abs(ours[at]! - value)).toBeLessThan(FLOAT32_CORRELATION);
  });
  const { dx, dy } = peakOf(ours, lags);
  expect([Math.round(dx), Math.round(dy)]).toEqual(shift);
});

test.each(fixture.cases)(
  "sums of windows add up to the sums of the whole, also around a centre: $id",
  (given) => {
    const { width, height, a, aKnown, b, bKnown } = given;
    const reference: EdgeMap = {
      width,
      height,
      strength: Float32Array.from(b),
      known: Uint8Array.from(bKnown),
    };
    const known = Uint8Array.from(aKnown);
    const lags = { reach: 4, centre: [2, -3] as const };
    const whole = lagSums(
      { window: { x: 0, y: 0, width, height }, sites: sitesOf(a), known },
      reference,
      lags,
    );
    const sum = new Float64Array(whole.length);
    for (const [x, w] of [
      [0, 11],
      [11, width - 11],
    ] as const) {
      const sites = sitesOf(a).filter((pixel) => pixel % width >= x && pixel % width < x + w);
      const part = lagSums({ window: { x, y: 0, width: w, height }, sites, known }, reference, lags);
      part.forEach((value, at) => {
        sum[at]! += value;
      });
    }
    whole.forEach((value, at) => {
      expect(sum[at]).toBeCloseTo(value, 6);
    });
  },
);
