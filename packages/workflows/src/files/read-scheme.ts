import { readFileChecked } from "@undercoat/files";
import { type ClassScheme, classScheme } from "@undercoat/raster";
import { parse } from "yaml";
import * as z from "zod";
import { describeIssue } from "../config/describe-issue.ts";
import { yamlComplaint } from "../config/yaml-complaint.ts";
import { WorkflowError } from "../errors.ts";

const SchemeFile = z.strictObject({
  name: z.string().min(1),
  classes: z
    .array(
      z.strictObject({
        value: z.int(),
        name: z.string().min(1),
        colorHint: z
          .string()
          .regex(/^[0-9a-f]{6}$/i, "six hexadecimal digits")
          .optional(),
      }),
    )
    .min(1),
});

/**
 * A class scheme from a YAML or JSON file: `name`, and `classes` with `value`, `name` and, if wanted, `colorHint`.
 *
 * @throws {WorkflowError} `CONFIG_FILE`, `CONFIG_VALUE`
 */
export async function readScheme(file: string): Promise<ClassScheme> {
  const raw = parsed(new TextDecoder().decode(await readFileChecked(file)), file);
  const result = SchemeFile.safeParse(raw);
  if (result.success)
    return classScheme({
      name: result.data.name,
      classes: result.data.classes.map(({ value, name, colorHint }) =>
        colorHint === undefined ? { value, name } : { value, name, colorHint },
      ),
    });
  const [issue] = result.error.issues;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `class scheme "${file}": ${issue === undefined ? "cannot be read" : describeIssue(issue, raw, SchemeFile)}`,
    context: { file },
  });
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new WorkflowError("CONFIG_FILE", {
      message: `class scheme "${file}" is not readable as YAML: ${yamlComplaint(cause)}`,
      context: { file },
      cause,
    });
  }
}
