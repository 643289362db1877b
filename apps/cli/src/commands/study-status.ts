import type { Command } from "commander";
import { studyStatusText } from "../print/study-text.ts";

/** `undercoat study status`: how far a study is. */
export function registerStudyStatus(study: Command): void {
  study
    .command("status")
    .description("how far a study is: done, running, failed, time left, cost")
    .argument("<folder>", "the --out of study plan")
    .option("--json", "print one JSON object")
    .action(async (folder: string, { json }: { readonly json?: true }) => {
      const { studyStatus } = await import("@undercoat/workflows");
      const status = await studyStatus(folder);
      process.stdout.write(json ? `${JSON.stringify(status)}\n` : studyStatusText(status));
    });
}
