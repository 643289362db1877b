import { LineCounter, parseDocument } from "yaml";
import type * as z from "zod";
import {
  type Assumption,
  type Assumptions,
  AssumptionsOptions,
  type QuantityOptions,
} from "./assumptions.ts";
import { RoiError } from "./errors.ts";
import { describeAssumptionIssue } from "./internal/describe-assumption-issue.ts";
import { distributionOf, type Place } from "./internal/distribution-of.ts";
import { QUANTITIES, QUANTITY_KEYS, type QuantityKey } from "./quantity-table.ts";

/** A source with these words, as the starter file has them, says that nobody measured the number. */
export const UNMEASURED = "replace it";

/** What {@link parseAssumptions} takes beside the text. */
export interface ParseAssumptionsOptions {
  /** Name of the file, for messages. */
  readonly file?: string;
  /** Hours of one pretraining as a run recorded them; used where the file does not give `computeTime`. */
  readonly computeHours?: { readonly hours: number; readonly source: string };
}

/**
 * Reads an assumptions file (YAML or JSON) and checks every unit and range. What it does not give is taken from the record of
 * a run or from the defaults, and marked so.
 *
 * @throws {RoiError} `ASSUMPTIONS_UNREADABLE`, `ASSUMPTION_UNKNOWN` for a key that is not known, `ASSUMPTION_MISSING`,
 *   `ASSUMPTION_VALUE`, `UNIT_WRONG`, `RANGE_WRONG`; each names file, line and key.
 *
 * @example
 * ```ts
 * const assumptions = parseAssumptions(starterAssumptions(), { file: "roi.yaml" });
 * ```
 */
export function parseAssumptions(text: string, options: ParseAssumptionsOptions = {}): Assumptions {
  const { file = "assumptions", computeHours } = options;
  const { raw, placeOf } = readYaml(text, file);
  const parsed = AssumptionsOptions.safeParse(raw);
  if (!parsed.success) throw refused(parsed.error.issues[0]!, raw, placeOf);
  const given = parsed.data.quantities;
  const quantities = QUANTITY_KEYS.flatMap((key): Assumption[] => {
    const written = given[key];
    if (written !== undefined) return [fromFile(key, written, placeOf(["quantities", key]))];
    if (key === "computeTime" && computeHours !== undefined) return [fromRun(computeHours)];
    return fromDefault(key, placeOf(["quantities"]));
  });
  return Object.freeze({ ...parsed.data, quantities: Object.freeze(quantities) });
}

function readYaml(text: string, file: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const [first = ""] = problem.message.split("\n");
    throw new RoiError("ASSUMPTIONS_UNREADABLE", {
      message: `"${file}" is not readable as YAML or JSON: ${first.replace(/:$/, "")}`,
      context: { file },
      cause: problem,
    });
  }
  const placeOf = (path: readonly PropertyKey[]): Place => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const start = (node as { range?: readonly number[] } | undefined)?.range?.[0];
      if (start !== undefined) return { file, line: lines.linePos(start).line };
    }
    return { file, line: null };
  };
  return { raw: document.toJS() as unknown, placeOf };
}

function refused(
  issue: z.core.$ZodIssue,
  raw: unknown,
  placeOf: (path: readonly PropertyKey[]) => Place,
): RoiError {
  const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
  const { file, line } = placeOf(path);
  const { code, message } = describeAssumptionIssue(issue, raw);
  return new RoiError(code, {
    message: `"${file}"${line === null ? "" : `, line ${line}`}: ${message}`,
    context: { file, line, path: path.map(String) },
  });
}

function fromFile(key: QuantityKey, written: QuantityOptions, place: Place): Assumption {
  return {
    key,
    unit: written.unit,
    distribution: distributionOf(key, written, place),
    source: written.source,
    origin: written.source.includes(UNMEASURED) ? "default" : "file",
  };
}

function fromRun({ hours, source }: NonNullable<ParseAssumptionsOptions["computeHours"]>): Assumption {
  const distribution = { kind: "fixed", value: hours } as const;
  return { key: "computeTime", unit: "h", distribution, source, origin: "run record" };
}

function fromDefault(key: QuantityKey, { file }: Place): Assumption[] {
  const { fallback, required, explanation, units } = QUANTITIES[key];
  if (required)
    throw new RoiError("ASSUMPTION_MISSING", {
      message: `"${file}": key "quantities.${key}" is missing, but has no default: ${explanation}; give it in ${Object.keys(units).join(", ")}`,
      context: { file, key },
    });
  if (fallback === null) return [];
  return [{ key, ...fallback, source: `default, not measured: ${UNMEASURED}`, origin: "default" }];
}
