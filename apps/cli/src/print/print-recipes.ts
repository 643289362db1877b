import type { Recipe } from "@undercoat/workflows/options";
import { textTable } from "./text-table.ts";

type Named = Recipe & { readonly name: string };

/** Prints the recipes as a table, or as JSON. */
export function printRecipes(recipes: readonly Named[], json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ recipes })}\n`);
    return;
  }
  const cells = recipes.map(({ name, description }) => [name, description]);
  process.stdout.write(`${textTable(["recipe", "what it is for"], cells, ["left", "left"])}\n`);
  process.stdout.write('in a config: "recipe: NAME"; what the config itself says wins\n');
}

/** Prints one recipe: every value it sets, and its facts. */
export function printRecipe({ name, ...recipe }: Named, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ name, ...recipe })}\n`);
    return;
  }
  const { description, source, differences, values } = recipe;
  const rows = leaves(values).map(([key, value]) => [key, value]);
  const lines = [
    `${name}: ${description}`,
    `source: ${source}`,
    ...differences.map((difference) => `differs: ${difference}`),
    "",
    textTable(["key", "value"], rows, ["left", "left"]),
    'all other keys have their defaults; "undercoat config show FILE" prints every value with its origin',
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Dotted keys with their values as JSON. */
function leaves(value: unknown, key = ""): (readonly [string, string])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [[key, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, child]) =>
    leaves(child, key === "" ? name : `${key}.${name}`),
  );
}
