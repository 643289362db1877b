import { WorkflowError } from "../errors.ts";
import { nearestWord } from "./nearest-word.ts";
import { RecipeName } from "./recipe-name.ts";
import { RECIPES, type Recipe } from "./recipe-table.ts";

/** A config with the values of its recipe, and those values alone. */
export interface RecipeApplied {
  readonly raw: unknown;
  /** Empty where the config names no recipe. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Lays a config over the recipe it names: what the config says wins, key by key; lists, and values told apart by `name`,
 * are replaced as a whole. A recipe that is not known is left to the schema, which names the nearest.
 */
export function withRecipe(raw: unknown): RecipeApplied {
  const named = RecipeName.safeParse((raw as { recipe?: unknown } | null)?.recipe);
  if (!named.success) return { raw, values: {} };
  const { values } = RECIPES[named.data];
  return { raw: laidOver(values, raw), values };
}

/**
 * A recipe with its source and its values.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for a name that is not known, naming the nearest.
 */
export function namedRecipe(name: string): Recipe {
  const known = RecipeName.safeParse(name);
  if (known.success) return RECIPES[known.data];
  const nearest = nearestWord(name, RecipeName.options);
  const advice = nearest === null ? "" : `; did you mean "${nearest}"?`;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `recipe "${name}" is not known, expected one of ${RecipeName.options.join(", ")}${advice}`,
    context: { name },
  });
}

/** Every recipe by name, in order. */
export function listRecipes(): readonly (Recipe & { readonly name: RecipeName })[] {
  return RecipeName.options.map((name) => ({ name, ...RECIPES[name] }));
}

function laidOver(below: unknown, above: unknown): unknown {
  if (above === undefined) return structuredClone(below);
  if (!isObject(below) || !isObject(above) || isOther(below, above)) return above;
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries([...keys].map((key) => [key, laidOver(below[key], above[key])]));
}

/** Whether both are told apart by a `name`, and are not the same thing. */
function isOther(below: Record<string, unknown>, above: Record<string, unknown>): boolean {
  return "name" in below && "name" in above && below["name"] !== above["name"];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
