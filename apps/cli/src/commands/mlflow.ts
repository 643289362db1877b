import type { Command } from "commander";

/** `undercoat mlflow flush`. */
export function registerMlflow(program: Command): void {
  program
    .command("mlflow")
    .description("curves of runs on an MLflow server")
    .command("flush")
    .description("send what the server of a run's config has not got yet")
    .argument("<folder>", "run folder")
    .action(async (folder: string) => {
      const { flushMlflow } = await import("@undercoat/workflows");
      process.stdout.write(`${await flushMlflow(folder)} events sent\n`);
    });
}
