import type { LoadedConfig, RunSummary, Stage } from "@undercoat/workflows";
import { interruptible } from "./interruptible.ts";
import { progressOn } from "./progress.ts";

/** How a command runs a config. */
export interface RunCommandOptions {
  readonly out: string;
  readonly resume?: boolean;
  readonly stages?: readonly Stage[];
}

/**
 * Runs a config with progress on stderr. The first Ctrl-C or SIGTERM writes checkpoints and stops, the second one
 * stops at once.
 */
export async function runCommand(
  loaded: LoadedConfig,
  options: RunCommandOptions,
): Promise<RunSummary | null> {
  const { readRunSummary, runWorkflow } = await import("@undercoat/workflows");
  const progress = progressOn(process.stderr);
  try {
    await interruptible(async (signal) => {
      for await (const report of runWorkflow(loaded, { ...options, signal })) progress.show(report);
    });
  } finally {
    progress.end();
  }
  return options.stages === undefined || options.stages.includes("evaluate")
    ? readRunSummary(options.out)
    : null;
}
