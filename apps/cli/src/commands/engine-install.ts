import type { InstallReport } from "@undercoat/engines/install";
import { Argument, type Command } from "commander";

interface InstallFlags {
  readonly gpu?: boolean;
  readonly wheel?: string[];
  readonly cache?: string;
  readonly json?: boolean;
}

/** `undercoat engine install`: fetches, verifies, compiles and checks an engine that npm does not bring. */
export function registerEngineInstall(engine: Command): void {
  engine
    .command("install")
    .description("install native TensorFlow outside node_modules; may be stopped and repeated")
    .addArgument(new Argument("<engine>", "what to install").choices(["tensorflow"]))
    .option("--gpu", "for an NVIDIA GPU (CUDA 12), with NVIDIA's libraries")
    .option(
      "--wheel <file>",
      "a wheel to take instead of fetching it, if its checksum is known; may be repeated",
      (file: string, others: string[] = []) => [...others, file],
    )
    .option(
      "--cache <folder>",
      "where engines are kept (default: UNDERCOAT_CACHE, else ~/.cache/undercoat/engines)",
    )
    .option("--json", "print one JSON object per step")
    .action(async (_: string, { gpu, wheel = [], cache, json }: InstallFlags) => {
      const { installTensorflow } = await import("@undercoat/engines/install");
      const controller = new AbortController();
      const stop = () => controller.abort();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
      const reports = installTensorflow({
        device: gpu === true ? "gpu" : "cpu",
        wheels: wheel,
        signal: controller.signal,
        ...(cache === undefined ? {} : { cache }),
      });
      try {
        for await (const report of reports)
          process.stdout.write(`${json === true ? JSON.stringify(report) : lineOf(report)}\n`);
      } catch (error) {
        if (!controller.signal.aborted) throw error;
        process.stderr.write("undercoat: stopped; repeat the command to go on\n");
        process.exitCode = 130;
      } finally {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
      }
    });
}

function lineOf({ step, state, detail, seconds }: InstallReport): string {
  const words = { started: "…", skipped: "was done", done: "done" } as const;
  const time = state === "done" && seconds >= 1 ? ` (${seconds.toFixed(0)} s)` : "";
  return `${step.padEnd(10)} ${words[state].padEnd(8)} ${detail}${time}`;
}
