import path from "node:path";
import type { Command } from "commander";
import { addSubmitOptions, type SubmitFlags, submitFromFlags } from "../submit-from-flags.ts";

/** `undercoat study submit`: workers of a study as an array of a cluster. */
export function registerStudySubmit(study: Command): void {
  const submit = study
    .command("submit")
    .description("do a study on a cluster: an array of study run, then study merge")
    .argument("<folder>", "the --out of study plan, on a file system that all machines see")
    .requiredOption("--engine <name>", "slurm, kubernetes or aws-batch");
  addSubmitOptions(submit).action(async (folder: string, flags: SubmitFlags) => {
    const at = path.resolve(folder);
    const text = await submitFromFlags(flags, {
      worker: ["study", "run", at],
      merge: ["study", "merge", at],
      records: path.join(at, "cluster"),
    });
    process.stdout.write(text);
  });
}
