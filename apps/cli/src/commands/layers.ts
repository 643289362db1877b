import type { Command } from "commander";
import { layersTable } from "../print/layers-table.ts";
import { registerLayersPlan } from "./layers-plan.ts";
import { registerLayersStudy } from "./layers-study.ts";

interface LayersFlags {
  readonly reference?: string;
  readonly candidate?: string;
  readonly null?: string;
  readonly json?: boolean;
}

/** `undercoat layers`: divergence of per-layer weight statistics between two model folders. */
export function registerLayers(program: Command): void {
  const layers = program
    .command("layers")
    .enablePositionalOptions()
    .description("which layers moved: divergence between two models, against a null; studies and plans")
    .option("--reference <model>", "model folder trained on clean labels")
    .option("--candidate <model>", "model folder trained on noisy labels, from the same initial weights")
    .option(
      "--null <model>",
      "model folder trained on clean labels in another order; without it a value has no scale",
    )
    .option("--json", "print one JSON object")
    .action(async ({ reference, candidate, ...flags }: LayersFlags) => {
      if (reference === undefined || candidate === undefined)
        return layers.error("error: give --reference and --candidate, or one of: study, plan", {
          exitCode: 2,
        });
      const { compareModels } = await import("@undercoat/workflows");
      const compared = await compareModels(reference, candidate, flags.null ?? null);
      process.stdout.write(
        flags.json === true ? `${JSON.stringify(compared)}\n` : `${layersTable(compared)}\n`,
      );
    });
  registerLayersStudy(layers);
  registerLayersPlan(layers);
}
