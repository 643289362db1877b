import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TestUtilsError } from "./errors.ts";
import { readNpy, typedFromNumbers } from "./read-npy.ts";
import { sharedFolder } from "./shared-folder.ts";

/** What every golden case has; the rest depends on `kind`. */
export interface GoldenCase {
  readonly id: string;
  readonly kind: string;
}

/** One area of the golden reference values. */
export interface GoldenArea<Case extends object> {
  /** The folder of the area, for files that a case names. */
  readonly folder: string;
  readonly area: string;
  readonly seed: number;
  readonly cases: readonly (Case & GoldenCase)[];
}

const numbers: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity };

/**
 * The golden cases of an area, with `"NaN"`, `"Infinity"` and `"-Infinity"` as numbers and every
 * `{ shape, dtype, data | file }` as a {@link GoldenArray}. Call it inside {@link describeShared}.
 *
 * @typeParam Case - The fields of a case that the test reads.
 * @typeParam Shared - The fields beside `cases`, such as `inputs`.
 * @throws {TestUtilsError} `SHARED_MISSING` where the golden folder is absent.
 *
 * @example
 * ```ts
 * const { cases } = goldenCases<{ loss: string; value: number | null }>("losses");
 * ```
 */
export function goldenCases<
  Case extends object = Record<string, unknown>,
  Shared extends object = Record<string, unknown>,
>(area: string): GoldenArea<Case> & Shared {
  const folder = sharedFolder("golden", area);
  if (folder === null) {
    throw new TestUtilsError("SHARED_MISSING", {
      message: `golden area "${area}" is absent; wrap the test in describeShared(name, ["golden", "${area}"], …)`,
      context: { area },
    });
  }
  const content = readGoldenJson(join(folder, "cases.json")) as Shared & GoldenArea<Case>;
  return { ...content, folder };
}

/** Reads one golden JSON file; arrays in files are looked up beside it. */
export function readGoldenJson(path: string): unknown {
  return revive(JSON.parse(readFileSync(path, "utf8")), join(path, ".."));
}

function revive(value: unknown, folder: string): unknown {
  if (typeof value === "string") return numbers[value] ?? value;
  if (Array.isArray(value)) return value.map((item) => revive(item, folder));
  if (typeof value !== "object" || value === null) return value;
  if ("shape" in value && "dtype" in value) {
    if ("file" in value && typeof value.file === "string") return readNpy(join(folder, value.file));
    if ("data" in value && Array.isArray(value.data)) {
      const values = revive(value.data, folder) as number[];
      return { ...value, data: typedFromNumbers(values, String(value.dtype)) };
    }
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item, folder)]));
}
