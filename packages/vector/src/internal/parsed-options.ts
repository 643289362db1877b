import type * as z from "zod";
import { VectorError } from "../errors.ts";

/** @throws {VectorError} `OPTIONS_REFUSED`, one line that names the options and what was expected of them. */
export function parsedOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.output<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const words = parsed.error.issues
    .map(({ path, message }) => `${path.join(".") || "options"}: ${message}`)
    .join("; ");
  throw new VectorError("OPTIONS_REFUSED", {
    message: `these options are refused: ${words}; correct them`,
    context: { issues: parsed.error.issues },
    cause: parsed.error,
  });
}
