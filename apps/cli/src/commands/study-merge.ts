import type { Command } from "commander";

interface MergeFlags {
  readonly allowGaps?: true;
  readonly json?: true;
}

/** `undercoat study merge`: one tidy table. */
export function registerStudyMerge(study: Command): void {
  study
    .command("merge")
    .description("write table.csv and table.json: a row for every point, arm and seed, with all scores")
    .argument("<folder>", "the --out of study plan")
    .option("--allow-gaps", "write what is there of a study that is not done")
    .option("--json", "print the table as one JSON object")
    .action(async (folder: string, { allowGaps, json }: MergeFlags) => {
      const { mergeStudy } = await import("@undercoat/workflows");
      const table = await mergeStudy(folder, { allowGaps: allowGaps === true });
      const gaps = table.missing === 0 ? "" : `, ${table.missing} are missing`;
      process.stdout.write(
        json
          ? `${JSON.stringify(table)}\n`
          : `${table.rows.length} rows${gaps}\n${folder}/table.csv\n${folder}/table.json\n`,
      );
    });
}
