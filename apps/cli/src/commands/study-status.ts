import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, Option } from "commander";
import { wholeNumber } from "../parse-number.ts";
import { studyStatusText, submissionStatusText } from "../print/study-text.ts";

interface StatusFlags {
  readonly watch?: number | true;
  readonly json?: true;
}

const WATCH_SECONDS = 10;

/** `undercoat study status`: how far a study is, on this machine and on a cluster. */
export function registerStudyStatus(study: Command): void {
  study
    .command("status")
    .description("how far a study is: done, running, failed, time left, cost")
    .argument("<folder>", "the --out of study plan")
    .addOption(new Option("--watch [seconds]", "again and again until it is done").argParser(wholeNumber(1)))
    .option("--json", "print one JSON object; with --watch, one a line")
    .action(async (folder: string, { watch, json }: StatusFlags) => {
      const { studyStatus, submissionStatus } = await import("@undercoat/workflows");
      const pause = watch === true ? WATCH_SECONDS : watch;
      for (;;) {
        const status = await studyStatus(folder);
        const submission = await submissionStatus(path.join(folder, "cluster"));
        process.stdout.write(
          json
            ? `${JSON.stringify({ ...status, submission })}\n`
            : `${studyStatusText(status)}${submissionStatusText(submission, status)}`,
        );
        if (pause === undefined || status.done === status.items) return;
        await sleep(1000 * pause);
      }
    });
}
