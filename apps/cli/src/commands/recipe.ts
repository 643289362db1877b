import type { Command } from "commander";
import { printRecipe, printRecipes } from "../print/print-recipes.ts";

interface JsonFlag {
  readonly json?: boolean;
}

/** `undercoat recipe list` and `recipe show`. */
export function registerRecipe(program: Command): void {
  const recipe = program.command("recipe").description('presets of a config, for its key "recipe"');
  recipe
    .command("list")
    .description("the recipes, and what each is for")
    .option("--json", "print one JSON object")
    .action(async ({ json }: JsonFlag) => {
      const { listRecipes } = await import("@undercoat/workflows/options");
      printRecipes(listRecipes(), json === true);
    });
  recipe
    .command("show")
    .description("what a recipe sets, where that comes from, and where it differs from it")
    .argument("<name>", 'name of "undercoat recipe list"')
    .option("--json", "print one JSON object")
    .action(async (name: string, { json }: JsonFlag) => {
      const { namedRecipe } = await import("@undercoat/workflows/options");
      printRecipe({ name, ...namedRecipe(name) }, json === true);
    });
}
