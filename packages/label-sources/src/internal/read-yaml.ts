import { parse } from "yaml";
import type * as z from "zod";
import { LabelSourceError } from "../errors.ts";

/** The value that a YAML or JSON text holds. @throws {LabelSourceError} `FILE_REFUSED` */
export function readYaml(text: string, name: string, hint: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw fileRefused(
      name,
      `it is no YAML (${String((cause as Error).message).split("\n")[0]}); ${hint}`,
      cause,
    );
  }
}

/** The value, checked by a schema. @throws {LabelSourceError} `FILE_REFUSED`, naming the key. */
export function checked<Schema extends z.ZodType>(
  raw: unknown,
  name: string,
  { schema, hint }: { readonly schema: Schema; readonly hint: string },
): z.output<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "" : `key "${issue.path.join(".")}": `;
  throw fileRefused(name, `${place}${issue?.message ?? "it cannot be read"}; ${hint}`);
}

/** The refusal of a user's file. */
export function fileRefused(name: string, why: string, cause?: unknown): LabelSourceError {
  return new LabelSourceError("FILE_REFUSED", {
    message: `"${name}" cannot be used: ${why}`,
    context: { name },
    cause,
  });
}
