import type * as z from "zod";
import { AssumptionsOptions, QuantityOptions } from "../assumptions.ts";
import type { RoiErrorCode } from "../errors.ts";
import { QUANTITIES, type QuantityKey } from "../quantity-table.ts";

/** What does not fit in an assumptions file, in one line, and the code of the error. */
export function describeAssumptionIssue(
  issue: z.core.$ZodIssue,
  raw: unknown,
): { code: RoiErrorCode; message: string } {
  const key = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") return unknownKeys(issue.keys, issue.path);
  const found = valueAt(raw, issue.path);
  const place = key === "" ? "the file" : `key "${key}"`;
  if (found === undefined) return missing(place, issue.path);
  return {
    code: "ASSUMPTION_VALUE",
    message: `${place} is ${shown(found)}, expected ${expectedOf(issue)}`,
  };
}

function unknownKeys(keys: readonly string[], path: readonly PropertyKey[]) {
  const prefix = path.length === 0 ? "" : `${path.map(String).join(".")}.`;
  return {
    code: "ASSUMPTION_UNKNOWN" as const,
    message: `${keys.map((name) => `key "${prefix}${name}"`).join(", ")} is not known; known here: ${knownAt(path).join(", ")}`,
  };
}

function knownAt(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(AssumptionsOptions.shape);
  if (path[0] === "compare") return ["candidate", "reference", "control", "score"];
  return path.length === 1
    ? Object.keys(AssumptionsOptions.shape.quantities.shape)
    : Object.keys(QuantityOptions.shape);
}

function missing(place: string, path: readonly PropertyKey[]) {
  const units = QUANTITIES[path[1] as QuantityKey]?.units ?? {};
  const expected =
    path.at(-1) === "unit"
      ? `a unit: ${Object.keys(units).join(", ")}`
      : path.at(-1) === "source"
        ? "a text that says where the number comes from"
        : path[0] === "compare"
          ? "the name of an arm"
          : 'keys and values; "undercoat roi init" writes a starter';
  return { code: "ASSUMPTION_MISSING" as const, message: `${place} is missing, expected ${expected}` };
}

function expectedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "object"
        ? "keys and values"
        : `a ${issue.expected === "int" ? "whole number" : issue.expected}`;
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "string" ? "a text" : `at least ${issue.minimum}`;
    case "too_big":
      return `at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step],
    raw,
  );
}

function shown(found: unknown): string {
  if (found === null) return "empty";
  return typeof found === "string" ? JSON.stringify(found) : String(found);
}
