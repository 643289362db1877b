import * as z from "zod";

/** Recipes a config may name. */
export const RecipeName = z.enum([
  "quick",
  "standard",
  "cromss-single",
  "cromss-finetune",
  "aio2",
  "nyc",
  "ssl4eo-s2dw",
]);
/** Name of a recipe. */
export type RecipeName = z.output<typeof RecipeName>;
