import type { Command } from "commander";
import { printPlan } from "../print/print-plan.ts";
import { printSummary } from "../print/print-summary.ts";
import { runCommand } from "../run-command.ts";
import { addConfigOptions, type ConfigFlags, loadFromFlags } from "./config-flags.ts";

interface RunFlags extends ConfigFlags {
  readonly out: string;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
}

/** `undercoat run`: all stages of a config. */
export function registerRun(program: Command): void {
  addConfigOptions(
    program
      .command("run")
      .description("do all stages of a config: pretrain, fine-tune, evaluate, compare, report"),
  )
    .requiredOption("--out <folder>", "run folder")
    .option("--resume", "go on with the run in the folder")
    .option("--dry-run", "print what would be done, how large and how long, and stop")
    .action(async (file: string, flags: RunFlags) => {
      const loaded = await loadFromFlags(file, flags);
      if (flags.dryRun === true) {
        const { estimateRun } = await import("@undercoat/workflows");
        return printPlan(await estimateRun(loaded), flags.json === true);
      }
      const summary = await runCommand(loaded, { out: flags.out, resume: flags.resume ?? false });
      if (summary !== null) printSummary(summary, flags.json === true);
    });
}
