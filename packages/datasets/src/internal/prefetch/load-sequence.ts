import { DatasetsError } from "../../errors.ts";
import type { BatchSequence } from "../../patch-sequence.ts";
import type { PlainRecipe } from "./messages.ts";

/** Calls the function that a recipe names. */
export async function loadSequence(recipe: PlainRecipe): Promise<Pick<BatchSequence, "batchAt">> {
  const { module, name } = recipe;
  const loaded: Record<string, unknown> = await import(module);
  const make = loaded[name];
  if (typeof make !== "function") throw notFound(recipe, Object.keys(loaded));
  const made: unknown = await make(...recipe.arguments);
  if (isSequence(made)) return made;
  throw new DatasetsError("WORKER_FAILED", {
    message: `"${name}" of "${module}" gave something without batchAt(number), expected a batch sequence; return what patchSequence gives`,
    context: { module, name },
  });
}

function isSequence(made: unknown): made is Pick<BatchSequence, "batchAt"> {
  return typeof made === "object" && made !== null && "batchAt" in made && typeof made.batchAt === "function";
}

function notFound({ module, name }: PlainRecipe, known: readonly string[]): DatasetsError {
  return new DatasetsError("WORKER_FAILED", {
    message: `"${module}" exports no function "${name}", but ${known.map((each) => `"${each}"`).join(", ") || "nothing"}; name one of these`,
    context: { module, name, known },
  });
}
