import type { QuantityOptions } from "../assumptions.ts";
import type { Distribution } from "../distribution.ts";
import { RoiError, type RoiErrorCode } from "../errors.ts";
import { QUANTITIES, type QuantityKey } from "../quantity-table.ts";

/** Where something stands. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
}

const FIELDS = ["value", "low", "likely", "high", "p10", "p90"] as const;
type Field = (typeof FIELDS)[number];

const NEEDED: Readonly<Record<"value" | "uniform" | "triangular" | "lognormal", readonly Field[]>> = {
  value: ["value"],
  uniform: ["low", "high"],
  triangular: ["low", "likely", "high"],
  lognormal: ["p10", "p90"],
};

/** The distribution of a quantity, once its unit, its numbers and their order are what they should be. */
export function distributionOf(key: QuantityKey, written: QuantityOptions, place: Place): Distribution {
  const refuse = refusalAt(key, place);
  checkUnit(key, written.unit, refuse);
  const kind = written.distribution ?? "value";
  checkFields(kind, written, refuse);
  const numbers = NEEDED[kind].map((field) => written[field]!);
  checkNumbers(key, NEEDED[kind], numbers, refuse);
  const [first = 0, second = 0, third = 0] = numbers;
  if (kind === "value") return { kind: "fixed", value: first };
  if (kind === "uniform") return { kind, low: first, high: second };
  if (kind === "triangular") return { kind, low: first, likely: second, high: third };
  return { kind, p10: first, p90: second };
}

type Refuse = (code: RoiErrorCode, complaint: string) => never;

function refusalAt(key: QuantityKey, { file, line }: Place): Refuse {
  return (code, complaint) => {
    throw new RoiError(code, {
      message: `"${file}"${line === null ? "" : `, line ${line}`}: key "quantities.${key}" ${complaint}`,
      context: { file, line, key },
    });
  };
}

function checkUnit(key: QuantityKey, unit: string, refuse: Refuse): void {
  const units = Object.keys(QUANTITIES[key].units);
  if (!units.includes(unit)) refuse("UNIT_WRONG", `has the unit "${unit}", expected ${oneOf(units)}`);
}

function checkFields(kind: keyof typeof NEEDED, written: QuantityOptions, refuse: Refuse): void {
  const given = FIELDS.filter((field) => written[field] !== undefined);
  const needed = NEEDED[kind];
  const what = kind === "value" ? "one value" : `a ${kind} distribution`;
  const missing = needed.filter((field) => !given.includes(field));
  const surplus = given.filter((field) => !needed.includes(field));
  if (kind === "value" && given.length > 0 && missing.length > 0)
    refuse(
      "RANGE_WRONG",
      `gives ${given.join(", ")} without a distribution; add distribution: uniform, triangular or lognormal`,
    );
  if (missing.length > 0)
    refuse("ASSUMPTION_MISSING", `lacks ${missing.join(", ")}, expected ${needed.join(", ")} for ${what}`);
  if (surplus.length > 0)
    refuse("ASSUMPTION_UNKNOWN", `gives ${surplus.join(", ")} beside ${what}; leave that out`);
}

function checkNumbers(
  key: QuantityKey,
  fields: readonly Field[],
  numbers: readonly number[],
  refuse: Refuse,
): void {
  const { positive } = QUANTITIES[key];
  const isLognormal = fields.includes("p10");
  for (const [index, value] of numbers.entries()) {
    const field = fields[index]!;
    if (value < 0)
      refuse("ASSUMPTION_VALUE", `has ${field} ${value}, expected 0 or more; a cost or gain has no sign`);
    if ((positive || isLognormal) && value === 0)
      refuse("ASSUMPTION_VALUE", `has ${field} 0, expected more than 0`);
    const before = numbers[index - 1];
    if (before !== undefined && before > value)
      refuse(
        "RANGE_WRONG",
        `is upside down: ${fields[index - 1]} ${before} lies above ${field} ${value}; swap them`,
      );
  }
  if (numbers.length > 1 && numbers[0] === numbers.at(-1))
    refuse(
      "RANGE_WRONG",
      `has a range without width, from ${numbers[0]} to ${numbers.at(-1)}; give value: ${numbers[0]}`,
    );
}

function oneOf(words: readonly string[]): string {
  return words.length === 1 ? `"${words[0]}"` : `one of ${words.join(", ")}`;
}
