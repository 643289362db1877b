import type { ClassScheme } from "@undercoat/raster";
import * as z from "zod";
import { LabelSourceError } from "./errors.ts";

/** A rule: features with one of these tags belong to the class. */
const OsmRule = z.strictObject({
  /** Class name in the scheme. */
  class: z.string().min(1),
  /** Values of the key; `"*"` is any value but `no`. */
  key: z.string().min(1),
  values: z.union([z.literal("*"), z.array(z.string().min(1)).min(1)]),
  /** Width of lines on the ground in metres; the tag `width` of the feature comes first. */
  widthMetres: z.number().positive().optional(),
  /** Burnt later, over lower ones. */
  order: z.int().default(0),
});

/** Which tags make which class. The first rule that fits decides. */
export const OsmRules = z.strictObject({
  name: z.string().min(1),
  classes: z.array(z.strictObject({ value: z.int(), name: z.string().min(1) })).min(1),
  rules: z.array(OsmRule).min(1),
});
/** Which tags make which class. */
export type OsmRules = z.input<typeof OsmRules>;

/** What a feature is by its tags. */
export interface OsmClass {
  readonly className: string;
  readonly classIndex: number;
  readonly widthMetres: number | undefined;
  /** Whether the width comes from the feature's own tag, from a rule, or is not known. */
  readonly widthFrom: "tag" | "rule" | "none";
  readonly order: number;
}

/** Classes of rules, as a scheme. */
export function osmScheme({ name, classes }: OsmRules): ClassScheme {
  return { name, classes };
}

const FOOT = 0.3048;
const WIDTH = /^(\d+(?:[.,]\d+)?)\s*(m|metres?|meters?|ft|')?$/i;

/**
 * The class of a feature by its tags, or null where no rule fits.
 *
 * @param tags - The properties of a feature of `openVector`; numbers and booleans are looked at as text, objects and lists
 *   are no tags.
 * @throws {LabelSourceError} `SCHEME_MISMATCH` if a rule makes a class that the rules do not list.
 *
 * @example
 * ```ts
 * classifyTags({ highway: "residential", width: "6 m" }, osmRules("osm-landcover")); // road, 6 m wide
 * ```
 */
export function classifyTags(
  tags: Readonly<Record<string, unknown>>,
  { classes, rules }: OsmRules,
): OsmClass | null {
  for (const rule of rules) {
    const text = tagText(tags[rule.key]);
    if (text === null) continue;
    if (rule.values === "*" ? text === "no" : !rule.values.includes(text)) continue;
    const own = parseWidth(tagText(tags["width"]));
    return {
      className: rule.class,
      classIndex: indexOf(classes, rule.class),
      widthMetres: own ?? rule.widthMetres,
      widthFrom: own !== null ? "tag" : rule.widthMetres === undefined ? "none" : "rule",
      order: rule.order ?? 0,
    };
  }
  return null;
}

function tagText(value: unknown): string | null {
  return typeof value === "object" || value === undefined ? null : String(value);
}

function indexOf(classes: OsmRules["classes"], wanted: string): number {
  const index = classes.findIndex(({ name }) => name === wanted);
  if (index !== -1) return index;
  throw new LabelSourceError("SCHEME_MISMATCH", {
    message: `a rule makes the class "${wanted}", which is not among ${classes.map(({ name }) => name).join(", ")}; list it under classes`,
    context: { wanted },
  });
}

/**
 * Metres of a tag `width`: a number, alone or with `m`, `ft` or `'`; null for anything else.
 *
 * @see {@link https://wiki.openstreetmap.org/wiki/Key:width | OpenStreetMap wiki, Key:width}
 */
export function parseWidth(value: unknown): number | null {
  const [, number, unit = "m"] = WIDTH.exec(String(value ?? "").trim()) ?? [];
  if (number === undefined) return null;
  const metres = Number(number.replace(",", ".")) * (/^(?:ft|')$/i.test(unit) ? FOOT : 1);
  return metres > 0 ? metres : null;
}
