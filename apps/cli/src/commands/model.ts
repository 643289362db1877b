import type { Command } from "commander";
import { registerModelImport } from "./model-import.ts";
import { registerModelSummary } from "./model-summary.ts";
import { registerModelWeights } from "./model-weights.ts";

/** `undercoat model`: what models are, and where their weights come from. */
export function registerModel(program: Command): void {
  const model = program
    .command("model")
    .description("models: what they are and cost, and weights from elsewhere");
  registerModelSummary(model);
  registerModelImport(model);
  registerModelWeights(model);
}
