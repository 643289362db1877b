import type { Command } from "commander";
import { threadOption } from "./thread-option.ts";

interface CheckFlags {
  readonly threads: number;
  readonly json?: boolean;
}

/** `undercoat engine check`: whether an engine can be trusted. */
export function registerEngineCheck(engine: Command): void {
  engine
    .command("check")
    .description("check engines: gradients, compiled steps, determinism, leaks; exit code 3 where one fails")
    .argument("[names...]", "engines to check; all that can be used here if omitted")
    .addOption(threadOption())
    .option("--json", "print one JSON object")
    .action(async (names: string[], { threads, json }: CheckFlags) => {
      const { checkEngines } = await import("@undercoat/workflows");
      const reports = [];
      for await (const report of checkEngines({ names, threads })) {
        reports.push(report);
        if (json === true) continue;
        if (report.missing !== null) process.stdout.write(`FAIL  ${report.engine}: ${report.missing}\n`);
        for (const { name, passed, found } of report.checks)
          process.stdout.write(`${passed ? "ok  " : "FAIL"}  ${report.engine}: ${name}: ${found}\n`);
      }
      const passed = reports.every(
        ({ missing, checks }) => missing === null && checks.every((check) => check.passed),
      );
      if (json === true) process.stdout.write(`${JSON.stringify({ passed, engines: reports })}\n`);
      if (!passed) process.exitCode = 3;
    });
}
