/**
 * Schemas of configs and result files, without TensorFlow.js.
 *
 * @packageDocumentation
 */
export { jsonSchema, SCHEMA_NAMES, type SchemaName } from "./config/config-schema.ts";
export { RecipeName } from "./config/recipe-name.ts";
export type { Recipe } from "./config/recipe-table.ts";
export { ArmMode, type ResolvedConfig, RunConfig } from "./config/run-config.ts";
export { schemaName } from "./config/schema-name.ts";
export { listRecipes, namedRecipe } from "./config/with-recipe.ts";
export {
  ArmResult,
  ArmScores,
  Comparison,
  LabelReport,
  LayersFile,
  MetricsFile,
  RunEvent,
  SceneScores,
  ScoreName,
  Summary,
} from "./judge/result-files.ts";
