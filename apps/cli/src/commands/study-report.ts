import type { Command } from "commander";
import { wholeNumber } from "../parse-number.ts";

interface ReportFlags {
  readonly score: string;
  readonly noise?: string[];
  readonly at?: number;
  readonly allowGaps?: true;
  readonly json?: true;
}

/** `undercoat study report`: one page with answer, maps, curves and table. */
export function registerStudyReport(study: Command): void {
  study
    .command("report")
    .description("write report.html: which noise still helps, how many labels it saves, all numbers")
    .argument("<folder>", "the --out of study plan")
    .option("--score <column>", "column of the table", "iou")
    .option("--noise <file...>", "noise.json of noise estimate: mark it as your noise")
    .option("--at <n>", "clean patches at whose quality labels saved are counted", wholeNumber(1))
    .option("--allow-gaps", "report what is there of a study that is not done")
    .option("--json", "print map, curves and findings as one JSON object")
    .action(async (folder: string, { score, noise = [], at, allowGaps, json }: ReportFlags) => {
      const { reportStudy } = await import("@undercoat/workflows");
      const report = await reportStudy(folder, {
        ...{ score, noise, allowGaps: allowGaps === true },
        ...(at === undefined ? {} : { at }),
      });
      process.stdout.write(
        json ? `${JSON.stringify(report)}\n` : `${[...report.findings, report.page].join("\n")}\n`,
      );
    });
}
