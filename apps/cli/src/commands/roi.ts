import { type Command, Option } from "commander";

interface RoiFlags {
  readonly run?: string[];
  readonly curve?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `undercoat roi`: ends with 3 unless it is worth it. */
export function registerRoi(program: Command): void {
  const roi = program
    .command("roi")
    .description(
      "say what noisy pretraining saves or costs; ends with 3 if it is not worth it or nobody can tell yet",
    )
    .argument(
      "<assumptions>",
      'YAML with costs, units, ranges and sources; "undercoat roi init" writes a starter',
    )
    .option("--run <folder...>", "finished runs that differ in finetune.patches only")
    .addOption(
      new Option("--curve <file>", "learning curve: CSV or JSON with arm, labels, seed, score").conflicts(
        "run",
      ),
    )
    .option("--out <page>", "write a page with charts and every formula, such as roi.html")
    .option("--json", "print one JSON object")
    .action(async (file: string, { run, curve, out, json }: RoiFlags) => {
      const { assessRoiFiles, writeRoiPage } = await import("@undercoat/workflows/files");
      const { roiText } = await import("../print/roi-text.ts");
      const found = await assessRoiFiles(file, {
        ...(run === undefined ? {} : { runs: run }),
        ...(curve === undefined ? {} : { curve }),
      });
      if (out !== undefined) await writeRoiPage(out, found);
      process.stdout.write(`${json === true ? JSON.stringify(found) : roiText(found, out)}\n`);
      if (found.verdict !== "worth it") process.exitCode = 3;
    });
  roi
    .command("init")
    .description("write a commented file of assumptions")
    .argument("[file]", "where to write it", "roi.yaml")
    .action(async (file: string) => {
      const { writeStarterAssumptions } = await import("@undercoat/workflows/files");
      await writeStarterAssumptions(file);
      process.stdout.write(
        `wrote ${file}; edit it, then: undercoat roi ${file} --curve curve.csv --out roi.html\n`,
      );
    });
}
