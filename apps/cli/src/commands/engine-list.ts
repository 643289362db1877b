import type { Command } from "commander";
import { textTable } from "../print/text-table.ts";
import { threadOption } from "./thread-option.ts";

interface ListFlags {
  readonly threads: number;
  readonly json?: boolean;
}

/** `undercoat engine list`: what there is, what can be used here, and how fast it is. */
export function registerEngineList(engine: Command): void {
  engine
    .command("list")
    .description("the engines, what is missing where one cannot be used, and the time of a training step")
    .addOption(threadOption())
    .option("--json", "print one JSON object")
    .action(async ({ threads, json }: ListFlags) => {
      const { listEngines } = await import("@undercoat/workflows");
      const rows = [];
      for await (const row of listEngines({ threads })) rows.push(row);
      if (json === true) {
        process.stdout.write(`${JSON.stringify({ engines: rows })}\n`);
        return;
      }
      const cells = rows.map(({ engine: name, stepMs, library, missing, description }) => [
        name,
        stepMs === null ? "–" : `${stepMs.toFixed(0)} ms`,
        missing === null ? `${library}: ${description}` : `not here: ${missing}`,
      ]);
      process.stdout.write(
        `${textTable(["engine", "step", "what it is"], cells, ["left", "right", "left"])}\n`,
      );
      process.stdout.write(
        `step: one training step of a ResNet-18 U-Net, width ¼, 4 patches of 64² pixels, ${threads} thread(s)\n`,
      );
    });
}
