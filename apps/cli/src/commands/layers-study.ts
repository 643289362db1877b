import type { Command } from "commander";
import { runStudy } from "../run-study.ts";
import { addConfigOptions, type ConfigFlags, loadFromFlags } from "./config-flags.ts";

interface StudyFlags extends ConfigFlags {
  readonly out: string;
  readonly resume?: boolean;
}

/** `undercoat layers study`: trains clean, noisy and null models and says which layers took up the noise. */
export function registerLayersStudy(layers: Command): void {
  addConfigOptions(
    layers
      .command("study")
      .description("train clean, noisy and null models, compare and exchange their layers, write a page"),
  )
    .requiredOption("--out <folder>", "run folder; layers.json and layers.html are written there")
    .option("--resume", "go on with the study in the folder")
    .action(async (file: string, flags: StudyFlags) => {
      const loaded = await loadFromFlags(file, flags);
      const study = await runStudy(loaded, { out: flags.out, resume: flags.resume ?? false });
      if (flags.json === true) process.stdout.write(`${JSON.stringify(study)}\n`);
      else process.stdout.write(`${study.findings.join("\n")}\n${flags.out}/layers.html\n`);
    });
}
