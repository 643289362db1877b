import type { Command } from "commander";
import { evaluateMapFiles } from "../evaluate-map-files.ts";
import { addSharedFlags, type ConfigFlags } from "./config-flags.ts";
import { CONFIG_ONLY, dashed, MAPS_ONLY } from "./evaluate-modes.ts";
import { addMapOptions, type MapFlags } from "./map-flags.ts";
import { runStage } from "./stages.ts";

interface EvaluateFlags extends ConfigFlags, MapFlags {
  readonly out?: string;
}

/** `undercoat evaluate`: the models of a run folder, or any map by labels on its grid. */
export function registerEvaluate(program: Command): void {
  const command = program
    .command("evaluate")
    .description(
      "judge the fine-tuned models of a run folder and write the report; with --labels and --predicted: judge any map",
    )
    .argument("[config]", "YAML or JSON file of a run; left out with --labels and --predicted")
    .option("--out <folder>", "the run folder; with maps: a folder for a page with charts and pictures");
  addMapOptions(addSharedFlags(command)).action(async (config: string | undefined, flags: EvaluateFlags) => {
    const { labels, predicted, out } = flags;
    const refuse = async (message: string): Promise<never> => {
      const { WorkflowError } = await import("@undercoat/workflows/files");
      throw new WorkflowError("CONFIG_VALUE", { message });
    };
    const misplaced = (config === undefined ? CONFIG_ONLY : MAPS_ONLY).find(
      (flag) => flags[flag] !== undefined,
    );
    if (config === undefined && labels !== undefined && predicted !== undefined) {
      if (misplaced !== undefined)
        return refuse(
          `--${misplaced} was given beside --labels and --predicted, but belongs to a config; leave it out`,
        );
      return evaluateMapFiles({ ...flags, labels, predicted });
    }
    if (config === undefined || labels !== undefined || predicted !== undefined)
      return refuse(
        "evaluate takes either a config and --out, or both --labels and --predicted; see undercoat evaluate --help",
      );
    if (misplaced !== undefined)
      return refuse(
        `--${dashed(misplaced)} was given beside a config, but belongs to --labels and --predicted; leave it out`,
      );
    if (out === undefined) return refuse("evaluate of a config needs its run folder; give --out <folder>");
    return runStage("evaluate", config, { ...flags, out });
  });
}
