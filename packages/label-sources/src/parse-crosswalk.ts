import type { ClassScheme } from "@undercoat/raster";
import * as z from "zod";
import { type Crosswalk, type CrosswalkPair, crosswalkOf } from "./crosswalk.ts";
import { isLabelSourceError } from "./errors.ts";
import { findClass, notThere } from "./internal/find-class.ts";
import { checked, fileRefused, readYaml } from "./internal/read-yaml.ts";

const HINT = "write one line for each class, <class>: <class or null>";
const ClassName = z.union([z.int(), z.string().min(1)]);

const Pairs = z.strictObject({
  pairs: z
    .array(
      z.strictObject({
        from: ClassName,
        to: ClassName.nullable(),
        kind: z.enum(["exact", "narrower", "broader", "ambiguous", "none", "decided"]).default("decided"),
        note: z.string().min(1).optional(),
      }),
    )
    .min(1),
});
const Lines = z.record(z.string(), ClassName.nullable());

/**
 * A crosswalk as a user writes it: a line for each class, `<its code or name>: <code or name in the other scheme, or
 * null>`; or a list of `pairs` with `from`, `to`, `kind` and `note`.
 */
export const CrosswalkFile = z.union([Pairs, Lines]);
/** A crosswalk as a user writes it. */
export type CrosswalkFile = z.input<typeof CrosswalkFile>;

type Row = z.output<typeof Pairs>["pairs"][number];

/** What {@link parseCrosswalk} takes besides the text. */
export interface ParseCrosswalkOptions {
  /** What messages call the text. */
  readonly name: string;
  readonly from: ClassScheme;
  readonly to: ClassScheme;
}

/**
 * A crosswalk of your own from YAML or JSON. Every class of `from` is named once, by its code or its name without case;
 * pairs without a kind are decided by you.
 *
 * @throws {LabelSourceError} `FILE_REFUSED`, naming the key, or the class and the nearest name.
 *
 * @example
 * ```ts
 * const walk = parseCrosswalk("0: Water\n1: null", { name: "mine.yaml", from: mine, to: labelSource("dynamic-world").scheme });
 * ```
 */
export function parseCrosswalk(text: string, { name, from, to }: ParseCrosswalkOptions): Crosswalk {
  const raw = readYaml(text, name, HINT);
  const hasPairs = typeof raw === "object" && raw !== null && "pairs" in raw && Array.isArray(raw.pairs);
  const rows: readonly Row[] = hasPairs
    ? checked(raw, name, { schema: Pairs, hint: HINT }).pairs
    : Object.entries(checked(raw, name, { schema: Lines, hint: HINT })).map(([key, value]) => ({
        from: key,
        to: value,
        kind: "decided",
      }));
  const pairs = rows.map((row): CrosswalkPair => {
    const source = findClass(from, row.from);
    if (source === undefined)
      throw fileRefused(name, `it names class "${row.from}", ${notThere(from, row.from)}`);
    const target = row.to === null ? null : findClass(to, row.to);
    if (target === undefined)
      throw fileRefused(
        name,
        `class ${source.value} "${source.name}" becomes "${row.to}", ${notThere(to, row.to ?? "")}`,
      );
    const note = row.note === undefined ? {} : { note: row.note };
    return { from: source.value, to: target?.value ?? null, kind: row.kind, ...note };
  });
  try {
    return crosswalkOf(from, to, pairs);
  } catch (cause) {
    if (isLabelSourceError(cause)) throw fileRefused(name, cause.message, cause);
    throw cause;
  }
}
