import type { Command } from "commander";
import { layersTable } from "../print/layers-table.ts";

interface LayersFlags {
  readonly reference: string;
  readonly candidate: string;
  readonly null?: string;
  readonly json?: boolean;
}

/** `undercoat layers`: divergence of per-layer weight statistics between two model folders. */
export function registerLayers(program: Command): void {
  program
    .command("layers")
    .description("which layers moved: divergence of weight statistics between two models, against a null")
    .requiredOption("--reference <model>", "model folder trained on clean labels")
    .requiredOption(
      "--candidate <model>",
      "model folder trained on noisy labels, from the same initial weights",
    )
    .option(
      "--null <model>",
      "model folder trained on clean labels in another order; without it a value has no scale",
    )
    .option("--json", "print one JSON object")
    .action(async (flags: LayersFlags) => {
      const { compareModels } = await import("@undercoat/workflows");
      const layers = await compareModels(flags.reference, flags.candidate, flags.null ?? null);
      process.stdout.write(flags.json === true ? `${JSON.stringify(layers)}\n` : `${layersTable(layers)}\n`);
    });
}
