import type { LoadedConfig, RunSummary, Stage } from "@undercoat/workflows";
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
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write("\nstopping after the running step; once more stops at once\n");
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
  const progress = progressOn(process.stderr);
  try {
    for await (const report of runWorkflow(loaded, { ...options, signal: controller.signal }))
      progress.show(report);
  } finally {
    progress.end();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, onSignal);
  }
  return options.stages === undefined || options.stages.includes("evaluate")
    ? readRunSummary(options.out)
    : null;
}
