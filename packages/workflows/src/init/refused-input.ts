import { WorkflowError } from "../errors.ts";

/** What a person gave does not fit: one line, exit code 2. */
export function refusedInput(
  message: string,
  context: Readonly<Record<string, unknown>> = {},
): WorkflowError {
  return new WorkflowError("CONFIG_VALUE", { message, context });
}

/** At most four names, quoted. */
export function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 4).map((name) => `"${name}"`);
  return names.length > 4 ? `${shown.join(", ")} and ${names.length - 4} more` : shown.join(", ");
}
