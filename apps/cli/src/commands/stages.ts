import type { Command } from "commander";
import { printSummary } from "../print/print-summary.ts";
import { runCommand } from "../run-command.ts";
import { addConfigOptions, type ConfigFlags, loadFromFlags } from "./config-flags.ts";

const STAGES = [
  ["pretrain", "train encoder and decoder on the noisy labels (and the controls) of a config"],
  ["finetune", "transfer the pretrained encoders and train them on the few clean patches"],
  ["evaluate", "judge the fine-tuned models of a run folder, compare the arms, write the report"],
] as const;

/** `undercoat pretrain`, `finetune` and `evaluate`: one stage each, in the same run folder. */
export function registerStages(program: Command): void {
  for (const [stage, description] of STAGES)
    addConfigOptions(program.command(stage).description(description))
      .requiredOption("--out <folder>", "run folder; made by pretrain, continued by the others")
      .action(async (file: string, flags: ConfigFlags & { readonly out: string }) => {
        const loaded = await loadFromFlags(file, flags);
        const summary = await runCommand(loaded, { out: flags.out, resume: true, stages: [stage] });
        if (summary !== null) return printSummary(summary, flags.json === true);
        process.stdout.write(
          flags.json === true
            ? `${JSON.stringify({ out: flags.out, stage })}\n`
            : `${stage} done: ${flags.out}\n`,
        );
      });
}
