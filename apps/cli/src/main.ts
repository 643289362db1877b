import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { registerAudit } from "./commands/audit.ts";
import { registerConfig } from "./commands/config.ts";
import { registerDemo } from "./commands/demo.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerEngine } from "./commands/engine.ts";
import { registerEvaluate } from "./commands/evaluate.ts";
import { registerExport } from "./commands/export.ts";
import { registerInit } from "./commands/init.ts";
import { registerLabels } from "./commands/labels.ts";
import { registerLayers } from "./commands/layers.ts";
import { registerMlflow } from "./commands/mlflow.ts";
import { registerModel } from "./commands/model.ts";
import { registerNoise } from "./commands/noise.ts";
import { registerPilot } from "./commands/pilot.ts";
import { registerPredict } from "./commands/predict.ts";
import { registerRaster } from "./commands/raster.ts";
import { registerRecipe } from "./commands/recipe.ts";
import { registerRoi } from "./commands/roi.ts";
import { registerRun } from "./commands/run.ts";
import { registerSplit } from "./commands/split.ts";
import { registerStages } from "./commands/stages.ts";
import { registerStudy } from "./commands/study.ts";
import { exitCodeOf, oneLine } from "./exit-code.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const program = new Command("undercoat")
  .version(version)
  .description(
    "Turns many noisy labels and a few accurate ones into a segmentation model, and says whether that helped.",
  )
  .showHelpAfterError("(add --help for the options)")
  .addHelpText(
    "after",
    "\nExit codes: 0 done, 1 the work failed, 2 wrong usage or config, 3 the answer is no, 130 interrupted.",
  )
  .exitOverride();
for (const register of [
  registerDemo,
  registerInit,
  registerPilot,
  registerRun,
  registerStages,
  registerStudy,
  registerEvaluate,
  registerLayers,
  registerPredict,
  registerNoise,
  registerRaster,
  registerLabels,
  registerSplit,
  registerModel,
  registerRoi,
  registerAudit,
  registerExport,
  registerEngine,
  registerDoctor,
  registerConfig,
  registerRecipe,
  registerMlflow,
])
  register(program);
for (const command of program.commands)
  for (const each of [command, ...command.commands])
    each.exitOverride().allowExcessArguments(false).showHelpAfterError("(add --help for the options)");

// a closed pipe (| head) is no failure
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.stderr.write(`undercoat: ${oneLine(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}
