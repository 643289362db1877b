import type { Command } from "commander";
import { printSummary } from "../print/print-summary.ts";
import { runCommand } from "../run-command.ts";
import { addConfigOptions, type ConfigFlags, loadFromFlags } from "./config-flags.ts";

const STAGES = [
  ["pretrain", "train encoder and decoder on the noisy labels (and the controls) of a config"],
  ["finetune", "transfer the pretrained encoders and train them on the few clean patches"],
] as const;

/** Flags of one stage. */
export interface StageFlags extends ConfigFlags {
  readonly out: string;
}

/** `undercoat pretrain` and `finetune`: one stage each, in the same run folder; `evaluate` is the third. */
export function registerStages(program: Command): void {
  for (const [stage, description] of STAGES)
    addConfigOptions(program.command(stage).description(description))
      .requiredOption("--out <folder>", "run folder; made by pretrain, continued by the others")
      .action((file: string, flags: StageFlags) => runStage(stage, file, flags));
}

/** Runs one stage of a config, and prints what came of it. */
export async function runStage(
  stage: "pretrain" | "finetune" | "evaluate",
  file: string,
  flags: StageFlags,
): Promise<void> {
  const loaded = await loadFromFlags(file, flags);
  const summary = await runCommand(loaded, { out: flags.out, resume: true, stages: [stage] });
  if (summary !== null) return printSummary(summary, flags.json === true);
  process.stdout.write(
    flags.json === true ? `${JSON.stringify({ out: flags.out, stage })}\n` : `${stage} done: ${flags.out}\n`,
  );
}
