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
`;

/** Arms that a file of assumptions compares. */
export interface ComparedArms {
  readonly candidate: string;
  readonly reference: string;
  readonly control: string;
  readonly score: "averagePrecision" | "bestIou" | "iou";
}

/** A quantity that is known, and from where. */
export interface KnownQuantity {
  readonly unit: string;
  readonly value: number;
  readonly source: string;
}

/** What of a starter file is known. */
export interface StarterOptions {
  readonly compare?: ComparedArms;
  readonly known?: Readonly<Partial<Record<QuantityKey, KnownQuantity>>>;
}

const ARMS: ComparedArms = {
  candidate: "osmlike/full",
  reference: "random/full",
  control: "permuted/full",
  score: "averagePrecision",
};

/**
 * A commented assumptions file that is accepted as it is; every default in it is marked as one.
 *
 * @example
 * ```ts
 * const { quantities } = parseAssumptions(starterAssumptions());
 * ```
 */
export function starterAssumptions({ compare = ARMS, known = {} }: StarterOptions = {}): string {
  const arms = Object.entries(compare).map(([key, value]) => `  ${key}: ${plain(value)}\n`);
  const entries = QUANTITY_KEYS.map((key) => entry(key, known[key]));
  return `${HEAD}compare:\n${arms.join("")}quantities:\n${entries.join("")}`;
}

/** A text as YAML: as it stands where it means itself. */
function plain(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) ? text : JSON.stringify(text);
}

function entry(key: QuantityKey, known: KnownQuantity | undefined): string {
  const { explanation, units, fallback, sample, required } = QUANTITIES[key];
  const shown =
    known === undefined
      ? (fallback ?? sample)
      : { unit: known.unit, distribution: { kind: "fixed" as const, value: known.value } };
  if (shown === undefined) return "";
  const source =
    known?.source ?? (fallback === null ? `example: ${UNMEASURED}` : `default, not measured: ${UNMEASURED}`);
  const lines = [
    `${key}:`,
    `  unit: ${shown.unit === "%" ? '"%"' : shown.unit}`,
    ...numbersOf(shown.distribution).map((line) => `  ${line}`),
    `  source: "${source}"`,
  ];
  const isCommentedOut = known === undefined && fallback === null && !required;
  const head = `  # ${explanation} (${Object.keys(units).join(", ")})`;
  return [head, ...lines.map((line) => (isCommentedOut ? `  # ${line}` : `  ${line}`)), ""].join("\n");
}

function numbersOf({ kind, ...numbers }: Distribution): string[] {
  const lines = Object.entries(numbers).map(([name, value]) => `${name}: ${value}`);
  return kind === "fixed" ? lines : [`distribution: ${kind}`, ...lines];
}
