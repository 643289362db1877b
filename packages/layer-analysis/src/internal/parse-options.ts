import type * as z from "zod";
import { LayerAnalysisError } from "../errors.ts";

/** Options with defaults; one line names the first that does not fit. */
export function parseOptions<Schema extends z.ZodType>(
  schema: Schema,
  options: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.join(".") ?? "";
  throw new LayerAnalysisError("OPTIONS_REFUSED", {
    message: `${what} options ${JSON.stringify(options)} do not fit ("${key}": ${issue?.message ?? ""}); change or leave out "${key}"`,
    context: { options },
    cause: parsed.error,
  });
}
