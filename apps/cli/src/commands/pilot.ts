import { availableParallelism } from "node:os";
import path from "node:path";
import { type Command, Option } from "commander";
import { duration } from "../parse-duration.ts";
import { wholeNumber } from "../parse-number.ts";
import { pilotText } from "../print/pilot-text.ts";
import { showingProgress } from "../showing-progress.ts";

interface PilotFlags {
  readonly labels?: string;
  readonly budget?: number;
  readonly assumptions?: string;
  readonly out: string;
  readonly jobs: number;
  readonly resume?: true;
  readonly json?: true;
}

/** `undercoat pilot`: the guided first project; ends with 3 unless it is worth it. */
export function registerPilot(program: Command): void {
  program
    .command("pilot")
    .description(
      "is it worth it? checks labels, runs a small study, counts the money, audits the data, writes one report; ends with 3 unless it is worth it",
    )
    .argument("[config]", "config of your data, as init writes it", "undercoat.yaml")
    .option(
      "--labels <name>",
      "which noisy labels, a key of data.labels (default: of the first noisy pretraining)",
    )
    .addOption(
      new Option(
        "--budget <time>",
        "time that it may take, such as 20m; less time, less certainty (default: 1h)",
      ).argParser(duration),
    )
    .option("--assumptions <file>", 'costs for the money, as "undercoat roi init" writes them')
    .option("--out <folder>", "where everything goes", "pilot")
    .addOption(
      new Option("--jobs <n>", "trainings at the same time")
        .argParser(wholeNumber(1))
        .default(availableParallelism()),
    )
    .option("--resume", "go on with the pilot in the folder")
    .option("--json", "print one JSON object")
    .action(async (config: string, { budget, json, out, ...flags }: PilotFlags) => {
      const { readPilot, runPilot } = await import("@undercoat/workflows");
      const date = new Date().toISOString().slice(0, 10);
      const options = { ...flags, out, date, budgetSeconds: budget };
      await showingProgress((signal) => runPilot(config, { ...options, signal }));
      const pilot = await readPilot(out);
      const page = path.join(out, "report.html");
      process.stdout.write(
        `${json === true ? JSON.stringify({ ...pilot, report: page }) : pilotText(pilot, page)}\n`,
      );
      if (pilot.answer?.verdict !== "worth it") process.exitCode = 3;
    });
}
