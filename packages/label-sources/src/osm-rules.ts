import type { ClassScheme } from "@undercoat/raster";
import * as z from "zod";
import { LabelSourceError } from "./errors.ts";
import { tagText } from "./internal/tag-text.ts";

/** A rule: features with one of these tags belong to the class. */
const OsmRule = z.strictObject({
  /** Class name in the scheme. */
  class: z.string().min(1),
  /** Values of the key; `"*"` is any value but `no`. */
  key: z.string().min(1),
  values: z.union([z.literal("*"), z.array(z.string().min(1)).min(1)]),
  /** Width of lines on the ground in metres, where the feature has neither a width nor, if they count, lanes. */
  widthMetres: z.number().positive().optional(),
  /** Width of a lane in metres; with it, the tag `lanes` of a feature makes its width. */
  metresPerLane: z.number().positive().optional(),
  /** Burnt later, over lower ones. */
  order: z.int().default(0),
});

/** Which tags make which class. The first rule that fits decides. */
export const OsmRules = z.strictObject({
  name: z.string().min(1),
  classes: z
    .array(
      z.strictObject({
        value: z.int(),
        name: z.string().min(1),
        colorHint: z
          .string()
          .regex(/^[0-9a-f]{6}$/i)
          .optional(),
      }),
    )
    .min(1),
  rules: z.array(OsmRule).min(1),
  /** Class name of pixels without a feature; null: they are ignored. Omitted: the first class. */
  background: z.string().min(1).nullable().optional(),
  /** What becomes of tunnels and of what lies below ground. */
  underground: z.enum(["leave-out", "keep"]).default("leave-out"),
});
/** Which tags make which class. */
export type OsmRules = z.input<typeof OsmRules>;

/** What a feature is by its tags. */
export interface OsmClass {
  readonly className: string;
  readonly classIndex: number;
  readonly widthMetres: number | undefined;
  /** Whether the width comes from the feature's own tag, from its lanes, from a rule, or is not known. */
  readonly widthFrom: "tag" | "lanes" | "rule" | "none";
  /** Burnt later, over lower ones: the rule's order, raised for bridges and for what lies above them. */
  readonly order: number;
}

/** Classes of rules, as a scheme. */
export function osmScheme({ name, classes }: OsmRules): ClassScheme {
  return {
    name,
    classes: classes.map(({ value, name: each, colorHint }) =>
      colorHint === undefined ? { value, name: each } : { value, name: each, colorHint },
    ),
  };
}

const FOOT = 0.3048;
const INCH = 0.0254;
const METRES_PER_UNIT: Readonly<Record<string, number>> = {
  m: 1,
  metre: 1,
  metres: 1,
  meter: 1,
  meters: 1,
  km: 1000,
  mi: 1609.344,
  ft: FOOT,
  "'": FOOT,
  '"': INCH,
};
const WIDTH = /^(\d+(?:[.,]\d+)?)\s*(m|metres?|meters?|km|mi|ft|'|")?$/i;
const FEET_AND_INCHES = /^(\d+)'\s*(\d+(?:\.\d+)?)"$/;
const MOST_LANES = 32;

/**
 * The class of a feature by its tags, or null where no rule fits, and where it lies below ground ({@link isUnderground})
 * and the rules leave that out.
 *
 * Lines are as wide as their tag `width` or `est_width` says; else as their lanes, else as the rule says.
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
export function classifyTags(tags: Readonly<Record<string, unknown>>, rules: OsmRules): OsmClass | null {
  const { classes, rules: list, underground = "leave-out" } = rules;
  const rule = list.find((each) => fits(tagText(tags[each.key]), each.values));
  if (rule === undefined || (underground === "leave-out" && isUnderground(tags))) return null;
  const orders = list.map(({ order = 0 }) => order);
  const span = Math.max(...orders) - Math.min(...orders) + 1;
  return {
    className: rule.class,
    classIndex: indexOf(classes, rule.class),
    ...widthOf(tags, rule),
    order: (rule.order ?? 0) + levelOf(tags) * span,
  };
}

/**
 * Whether tags say that a feature lies below ground: `tunnel` other than `no`, `location=underground`, or a `layer` below
 * 0, unless it is a bridge.
 *
 * @remarks Some open streams are tagged `layer=-1` too; `underground: "keep"` in the rules keeps them.
 * @see {@link https://wiki.openstreetmap.org/wiki/Key:tunnel | OpenStreetMap wiki, Key:tunnel}
 * @see {@link https://wiki.openstreetmap.org/wiki/Key:layer | OpenStreetMap wiki, Key:layer}
 *
 * @example
 * ```ts
 * isUnderground({ railway: "subway", tunnel: "yes" }); // true
 * ```
 */
export function isUnderground(tags: Readonly<Record<string, unknown>>): boolean {
  if (isSet(tags["tunnel"]) || tagText(tags["location"]) === "underground") return true;
  return layerOf(tags) < 0 && !isSet(tags["bridge"]);
}

/** How many floors above the ground: bridges at least 1. */
function levelOf(tags: Readonly<Record<string, unknown>>): number {
  return Math.max(isSet(tags["bridge"]) ? 1 : 0, layerOf(tags), 0);
}

function layerOf(tags: Readonly<Record<string, unknown>>): number {
  const text = tagText(tags["layer"]) ?? "";
  return /^[+-]?\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
}

function isSet(value: unknown): boolean {
  const text = tagText(value);
  return text !== null && text !== "" && text !== "no" && text !== "false";
}

/** Whether the text of a tag is among the values of a rule. */
function fits(text: string | null, values: OsmRules["rules"][number]["values"]): boolean {
  return text !== null && (values === "*" ? text !== "no" : values.includes(text));
}

function widthOf(
  tags: Readonly<Record<string, unknown>>,
  { widthMetres, metresPerLane }: OsmRules["rules"][number],
): Pick<OsmClass, "widthMetres" | "widthFrom"> {
  const own = parseWidth(tagText(tags["width"])) ?? parseWidth(tagText(tags["est_width"]));
  if (own !== null) return { widthMetres: own, widthFrom: "tag" };
  const lanes = parseLanes(tagText(tags["lanes"]));
  if (lanes !== null && metresPerLane !== undefined)
    return { widthMetres: lanes * metresPerLane, widthFrom: "lanes" };
  return { widthMetres, widthFrom: widthMetres === undefined ? "none" : "rule" };
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
 * Metres of a tag `width`: a number, alone or with `m`, `km`, `mi`, `ft`, `'` or `"`, or feet and inches as `16'3"`; null
 * for anything else.
 *
 * @see {@link https://wiki.openstreetmap.org/wiki/Key:width | OpenStreetMap wiki, Key:width}
 *
 * @example
 * ```ts
 * parseWidth("16'3\""); // 4.953
 * ```
 */
export function parseWidth(value: unknown): number | null {
  const text = (tagText(value) ?? "").trim();
  const [, feet, inches] = FEET_AND_INCHES.exec(text) ?? [];
  if (feet !== undefined) return positive(Number(feet) * FOOT + Number(inches) * INCH);
  const [, number, unit = "m"] = WIDTH.exec(text) ?? [];
  if (number === undefined) return null;
  return positive(Number(number.replace(",", ".")) * (METRES_PER_UNIT[unit.toLowerCase()] ?? Number.NaN));
}

/** Whole lanes of a tag `lanes`, 1 to 32; null for anything else. */
function parseLanes(text: string | null): number | null {
  const lanes = /^\d{1,2}$/.test(text?.trim() ?? "") ? Number(text) : 0;
  return lanes >= 1 && lanes <= MOST_LANES ? lanes : null;
}

function positive(metres: number): number | null {
  return metres > 0 ? metres : null;
}
