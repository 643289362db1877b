import type * as z from "zod";
import { NoiseEstimationError } from "../errors.ts";

/** Options that fit their schema, or an error of this package that names the key. */
export function parsedOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.output<Schema> {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new NoiseEstimationError("OPTIONS_REFUSED", {
    message: `${path.length === 0 ? "options" : path.join(".")}: ${message}`,
    context: { path },
  });
}
