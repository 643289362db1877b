import type { Command } from "commander";
import { predictionText } from "../print/prediction-text.ts";
import { showingProgress } from "../showing-progress.ts";
import { addPolygonOptions, polygonsOf } from "./polygon-flags.ts";
import { addPredictOptions, type PredictFlags } from "./predict-flags.ts";
import { registerPredictMerge } from "./predict-merge.ts";
import { registerPredictSubmit } from "./predict-submit.ts";

/** `undercoat predict`: maps of any size. */
export function registerPredict(program: Command): void {
  const command = program
    .command("predict")
    .description("predict a raster of any size with a model folder; killed at any moment, --resume goes on")
    .argument("<model>", "a model folder, such as runs/first/models/seed-0/finetune-osmlike-full")
    .argument("<raster...>", "GeoTIFFs or http(s) addresses; bands of several lie side by side");
  addPolygonOptions(addPredictOptions(command)).action(
    async (model: string, rasters: string[], flags: PredictFlags) => {
      if (flags.out === undefined)
        return command.error("error: required option '--out <map.tif>' not specified");
      const { predictMap } = await import("@undercoat/workflows");
      const { EngineName } = await import("@undercoat/engines/options");
      const { parseShard } = await import("@undercoat/jobs");
      const { parseChoice } = await import("../parse-choice.ts");
      const { bands, roi, tile, overlap, blend, block, tta, probabilities, threads } = flags;
      const tiling = Object.entries({ tile, overlap, blend, block }).filter(
        ([, value]) => value !== undefined,
      );
      const options = {
        ...{ out: flags.out, rasters, bands, roi, threads },
        models: [model, ...(flags.ensemble ?? [])],
        tiling: Object.fromEntries(tiling),
        layers: {
          probabilities: probabilities === true ? "uint8" : (probabilities ?? "none"),
          confidence: flags.confidence === true,
          entropy: flags.entropy === true,
        },
        augmentation: tta,
        polygons: polygonsOf(flags),
        resample: flags.resample === true ? "bilinear" : flags.resample,
        shard: flags.shard === undefined ? undefined : parseShard(flags.shard),
        resume: flags.resume === true,
        overwrite: flags.overwrite === true,
        engine: parseChoice("--engine", flags.engine, EngineName.options),
      } as const;
      const made = await showingProgress((signal) => predictMap({ ...options, signal }));
      if (made?.result == null) return;
      for (const note of made.result.notes) process.stderr.write(`note: ${note}\n`);
      process.stdout.write(flags.json ? `${JSON.stringify(made.result)}\n` : predictionText(made.result));
    },
  );
  registerPredictMerge(command);
  registerPredictSubmit(command);
}
