import type { Distribution } from "./distribution.ts";
import { UNMEASURED } from "./parse-assumptions.ts";
import { QUANTITIES, QUANTITY_KEYS, type QuantityKey } from "./quantity-table.ts";

const HEAD = `# What noisy pretraining saves or costs. Every number is an assumption until you replace it: give your own, and its source.
# A source that says "replace it" counts as a default that nobody measured, and results say so.
# A quantity is one value, or a range with its distribution:
#   { unit: min/patch, value: 20, source: "..." }
#   { unit: min/patch, distribution: uniform, low: 10, high: 60, source: "..." }
#   { unit: min/patch, distribution: triangular, low: 10, likely: 20, high: 60, source: "..." }
#   { unit: min/patch, distribution: lognormal, p10: 12, p90: 45, source: "..." }   one in ten lies below p10, one above p90
# "money" is any currency, the same everywhere. The defaults count in hours of work: one hour costs 1.
name: My city
currency: hours of work
# fewer-labels: the same quality from fewer accurate labels. better-map: a better map from the same labels (needs
# mapArea, avoidedErrors and errorValue).
goal: fewer-labels
level: 0.9 # share of the draws inside an interval
draws: 4000
seed: 0
# Arms of the runs or of the curve file. The reference is what you would do without noisy pretraining; the control was
# pretrained on labels of other images (leave it out where there is none).
compare:
  candidate: osmlike/full
  reference: random/full
  control: permuted/full
  score: averagePrecision
quantities:
`;

/**
 * A commented assumptions file that is accepted as it is; every default in it is marked as one.
 *
 * @example
 * ```ts
 * const { quantities } = parseAssumptions(starterAssumptions());
 * ```
 */
export function starterAssumptions(): string {
  return HEAD + QUANTITY_KEYS.map(entry).join("");
}

function entry(key: QuantityKey): string {
  const { explanation, units, fallback, sample, required } = QUANTITIES[key];
  const shown = fallback ?? sample;
  if (shown === undefined) return "";
  const source = fallback === null ? `example: ${UNMEASURED}` : `default, not measured: ${UNMEASURED}`;
  const lines = [
    `${key}:`,
    `  unit: ${shown.unit === "%" ? '"%"' : shown.unit}`,
    ...numbersOf(shown.distribution).map((line) => `  ${line}`),
    `  source: "${source}"`,
  ];
  const isCommentedOut = fallback === null && !required;
  const head = `  # ${explanation} (${Object.keys(units).join(", ")})`;
  return [head, ...lines.map((line) => (isCommentedOut ? `  # ${line}` : `  ${line}`)), ""].join("\n");
}

function numbersOf({ kind, ...numbers }: Distribution): string[] {
  const lines = Object.entries(numbers).map(([name, value]) => `${name}: ${value}`);
  return kind === "fixed" ? lines : [`distribution: ${kind}`, ...lines];
}
