import { normalQuantile } from "@undercoat/statistics";

/** What is known of a quantity: one value, or a range and how likely its parts are. */
export type Distribution =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "triangular"; readonly low: number; readonly likely: number; readonly high: number }
  /** The logarithm is normal; one draw in ten lies below `p10`, one in ten above `p90`. Both are above 0. */
  | { readonly kind: "lognormal"; readonly p10: number; readonly p90: number };

/**
 * The value that a quantity stays below with `probability`.
 *
 * @param probability - Between 0 and 1, ends left out for a lognormal quantity.
 *
 * @example
 * ```ts
 * distributionQuantile({ kind: "triangular", low: 0, likely: 1, high: 4 }, 0.25); // 1
 * ```
 */
export function distributionQuantile(distribution: Distribution, probability: number): number {
  switch (distribution.kind) {
    case "fixed":
      return distribution.value;
    case "uniform":
      return distribution.low + probability * (distribution.high - distribution.low);
    case "triangular":
      return triangularQuantile(distribution, probability);
    case "lognormal":
      return lognormalQuantile(distribution, probability);
  }
}

function triangularQuantile(
  { low, likely, high }: Extract<Distribution, { kind: "triangular" }>,
  probability: number,
): number {
  const width = high - low;
  const rising = likely - low;
  return probability * width <= rising
    ? low + Math.sqrt(probability * width * rising)
    : high - Math.sqrt((1 - probability) * width * (high - likely));
}

/** Standard normal 90 % quantile. */
const Z90 = normalQuantile(0.9);

function lognormalQuantile(
  { p10, p90 }: Extract<Distribution, { kind: "lognormal" }>,
  probability: number,
): number {
  const middle = (Math.log(p10) + Math.log(p90)) / 2;
  const spread = (Math.log(p90) - Math.log(p10)) / (2 * Z90);
  return Math.exp(middle + spread * normalQuantile(probability));
}

/** The distribution in words, such as `"triangular 10, 20, 60"`. */
export function distributionText(distribution: Distribution): string {
  switch (distribution.kind) {
    case "fixed":
      return String(distribution.value);
    case "uniform":
      return `uniform ${distribution.low} to ${distribution.high}`;
    case "triangular":
      return `triangular ${distribution.low}, ${distribution.likely}, ${distribution.high}`;
    case "lognormal":
      return `lognormal, 10 % below ${distribution.p10}, 10 % above ${distribution.p90}`;
  }
}
