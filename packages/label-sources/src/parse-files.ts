import { type ClassScheme, classScheme, isRasterError } from "@undercoat/raster";
import * as z from "zod";
import { checked, fileRefused, readYaml } from "./internal/read-yaml.ts";
import type { LabelSource } from "./label-source.ts";
import { OsmRules } from "./osm-rules.ts";

/** A class scheme as a user writes it, with what is known of the product. */
export const SchemeFile = z.strictObject({
  name: z.string().min(1),
  classes: z
    .array(
      z.strictObject({
        value: z.int(),
        name: z.string().min(1),
        /** Six hexadecimal digits. */
        colorHint: z
          .string()
          .regex(/^[0-9a-f]{6}$/i)
          .optional(),
      }),
    )
    .min(1),
  title: z.string().min(1).optional(),
  /** Codes that are no class. */
  nodataValues: z.array(z.int()).default([]),
  /** SPDX identifier, or words. */
  licence: z.string().min(1).nullable().default(null),
  attribution: z.string().min(1).nullable().default(null),
  citeAs: z.string().min(1).nullable().default(null),
  resolutionMetres: z.number().positive().nullable().default(null),
  epoch: z.string().min(1).nullable().default(null),
});
/** A class scheme as a user writes it, with what is known of the product. */
export type SchemeFile = z.infer<typeof SchemeFile>;

const HINT = "write name and classes, each with value and name";

/**
 * A class scheme from YAML or JSON.
 *
 * @param name - What messages call the text.
 * @throws {LabelSourceError} `FILE_REFUSED`, naming the key.
 *
 * @example
 * ```ts
 * const scheme = parseScheme("name: mine\nclasses: [{ value: 0, name: other }, { value: 7, name: road }]", "mine.yaml");
 * ```
 */
export function parseScheme(text: string, name: string): ClassScheme {
  return parseLabelSource(text, name).scheme;
}

/**
 * A product of your own from YAML or JSON: `name` and `classes`, and what is known of `title`, `nodataValues`,
 * `licence`, `attribution`, `citeAs`, `resolutionMetres` and `epoch`. What is not written is null, and said under `gaps`.
 *
 * @param name - What messages call the text.
 * @throws {LabelSourceError} `FILE_REFUSED`, naming the key.
 *
 * @example
 * ```ts
 * const mine = parseLabelSource("name: mine\nclasses: [{ value: 1, name: road }]\nnodataValues: [0]", "mine.yaml");
 * ```
 */
export function parseLabelSource(text: string, name: string): LabelSource {
  const {
    name: id,
    title,
    classes,
    ...known
  } = checked(readYaml(text, name, HINT), name, {
    schema: SchemeFile,
    hint: HINT,
  });
  const stray = known.nodataValues.find((value) => classes.some((each) => each.value === value));
  if (stray !== undefined)
    throw fileRefused(name, `${stray} is a class and stands under nodataValues; keep it in one place`);
  const missing = Object.entries(known).filter(([, value]) => value === null);
  return {
    id,
    title: title ?? id,
    scheme: schemeOf({ name: id, classes }, name),
    ...known,
    citations: [],
    gaps: missing.map(([key]) => `"${name}" does not say its ${key}.`),
  };
}

function schemeOf({ name: id, classes }: Pick<SchemeFile, "name" | "classes">, name: string): ClassScheme {
  try {
    return classScheme({
      name: id,
      classes: classes.map(({ value, name: each, colorHint }) =>
        colorHint === undefined ? { value, name: each } : { value, name: each, colorHint },
      ),
    });
  } catch (cause) {
    if (isRasterError(cause)) throw fileRefused(name, `${cause.message}; ${HINT}`, cause);
    throw cause;
  }
}

/** Rules for OpenStreetMap tags from YAML or JSON. @throws {LabelSourceError} `FILE_REFUSED` */
export function parseOsmRules(text: string, name: string): OsmRules {
  const hint = "write name, classes and rules, each with class, key and values";
  const rules = checked(readYaml(text, name, hint), name, { schema: OsmRules, hint });
  const names = new Set(rules.classes.map((each) => each.name));
  const used = [...rules.rules.map((rule) => rule.class), ...(rules.background ? [rules.background] : [])];
  const stray = used.find((each) => !names.has(each));
  if (stray !== undefined)
    throw fileRefused(
      name,
      `a rule makes the class "${stray}", which is not among ${[...names].join(", ")}; list it under classes`,
    );
  return rules;
}
