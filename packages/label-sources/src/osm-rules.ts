import type { ClassScheme } from "@undercoat/raster";
import * as z from "zod";

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
 * @param tags - The properties of a feature of `openVector`; values that are no text are looked at as text.
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
    const value = tags[rule.key];
    if (value === undefined || value === null) continue;
    const text = String(value);
    if (rule.values === "*" ? text === "no" : !rule.values.includes(text)) continue;
    const own = parseWidth(tags["width"]);
    return {
      className: rule.class,
      classIndex: classes.findIndex(({ name }) => name === rule.class),
      widthMetres: own ?? rule.widthMetres,
      widthFrom: own !== null ? "tag" : rule.widthMetres === undefined ? "none" : "rule",
      order: rule.order ?? 0,
    };
  }
  return null;
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
