import { type ClassScheme, classScheme, isRasterError } from "@undercoat/raster";
import { parse } from "yaml";
import * as z from "zod";
import { LabelSourceError } from "./errors.ts";
import { OsmRules } from "./osm-rules.ts";

/** A class scheme as a user writes it. */
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
});
/** A class scheme as a user writes it. */
export type SchemeFile = z.infer<typeof SchemeFile>;

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
  const { name: title, classes } = parsed(text, name, SchemeFile);
  try {
    return classScheme({
      name: title,
      classes: classes.map(({ value, name: each, colorHint }) =>
        colorHint === undefined ? { value, name: each } : { value, name: each, colorHint },
      ),
    });
  } catch (cause) {
    if (isRasterError(cause)) throw refused(name, cause.message, cause);
    throw cause;
  }
}

/** Rules for OpenStreetMap tags from YAML or JSON. @throws {LabelSourceError} `FILE_REFUSED` */
export function parseOsmRules(text: string, name: string): OsmRules {
  const rules = parsed(text, name, OsmRules);
  const names = new Set(rules.classes.map((each) => each.name));
  const stray = rules.rules.find((rule) => !names.has(rule.class));
  if (stray !== undefined)
    throw refused(
      name,
      `a rule makes the class "${stray.class}", which is not among ${[...names].join(", ")}`,
    );
  return rules;
}

function parsed<Schema extends z.ZodType>(text: string, name: string, schema: Schema): z.output<Schema> {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (cause) {
    throw refused(name, `it is no YAML (${String((cause as Error).message).split("\n")[0]})`, cause);
  }
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "" : `key "${issue.path.join(".")}": `;
  throw refused(name, `${place}${issue?.message ?? "it cannot be read"}`);
}

function refused(name: string, why: string, cause?: unknown): LabelSourceError {
  return new LabelSourceError("FILE_REFUSED", {
    message: `"${name}" cannot be used: ${why}; write name and classes, each with value and name`,
    context: { name },
    cause,
  });
}
