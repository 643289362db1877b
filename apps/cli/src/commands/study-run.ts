import { type Command, Option } from "commander";
import { wholeNumber } from "../parse-number.ts";
import { studyStatusText } from "../print/study-text.ts";
import { showingProgress } from "../showing-progress.ts";

interface RunFlags {
  readonly jobs: number;
  readonly shard?: string;
  readonly attempts: number;
  readonly retryFailed?: true;
  readonly json?: true;
}

/** `undercoat study run`: does what is left. */
export function registerStudyRun(study: Command): void {
  study
    .command("run")
    .description("do what is left of a study, beside any number of other processes on the same folder")
    .argument("<folder>", "the --out of study plan")
    .addOption(
      new Option("--jobs <n>", "items at the same time in this process").argParser(wholeNumber(1)).default(1),
    )
    .option("--shard <i/n>", "one of n parts, i from 1")
    .addOption(
      new Option("--attempts <n>", "tries of an item before it has failed for good")
        .argParser(wholeNumber(1))
        .default(2),
    )
    .option("--retry-failed", "try items anew that failed for good")
    .option("--json", "print one JSON object at the end")
    .action(async (folder: string, { jobs, attempts, ...flags }: RunFlags) => {
      const { runStudy, studyStatus } = await import("@undercoat/workflows");
      const { parseShard } = await import("@undercoat/jobs");
      const shard = flags.shard === undefined ? {} : { shard: parseShard(flags.shard) };
      const retryFailed = flags.retryFailed === true;
      await showingProgress((signal) => runStudy(folder, { jobs, attempts, retryFailed, signal, ...shard }));
      const status = await studyStatus(folder);
      process.stdout.write(flags.json ? `${JSON.stringify(status)}\n` : studyStatusText(status));
    });
}
