import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { printSummary } from "../print/print-summary.ts";
import { runCommand } from "../run-command.ts";
import { addSharedFlags, type ConfigFlags, loadFromFlags } from "./config-flags.ts";

interface DemoFlags extends ConfigFlags {
  readonly out: string;
  readonly quick?: boolean;
}

/** `undercoat demo`: the whole story on the sample inside the repository. */
export function registerDemo(program: Command): void {
  addSharedFlags(
    program
      .command("demo")
      .description("the whole story on a small real sample: do noisy labels help? (minutes on two cores)"),
  )
    .option("--quick", "one seed and a tiny budget, about a minute: shows the path, proves nothing")
    .option("--out <folder>", "run folder; a finished one is never overwritten", "undercoat-demo")
    .action(async (flags: DemoFlags) => {
      const { freeRunFolder } = await import("@undercoat/workflows");
      const config = new URL(
        `../../configs/${flags.quick === true ? "demo-quick" : "demo"}.yaml`,
        import.meta.url,
      );
      const loaded = await loadFromFlags(fileURLToPath(config), flags);
      const { out, continues } = await freeRunFolder(flags.out, loaded);
      process.stderr.write(
        `${continues ? "going on with the interrupted demo in" : "demo in"} ${out}: ${loaded.config.seeds.length} seed(s), config ${fileURLToPath(config)}\n`,
      );
      const summary = await runCommand(loaded, { out, resume: continues });
      if (summary !== null) printSummary(summary, flags.json === true);
    });
}
