import type { Command } from "commander";

/** `undercoat doctor`: whether this machine can do the work, and what to do where it cannot. */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description("check this machine: Node, memory, disk, engines and their gradients")
    .option("--determinism", "also do 10 steps twice on every engine and tell the first difference")
    .option("--json", "print one JSON object")
    .action(async ({ json, determinism }: { json?: boolean; determinism?: boolean }) => {
      const { examineMachine } = await import("@undercoat/workflows");
      const { healthy, checks } = await examineMachine(process.cwd(), { determinism: determinism === true });
      if (json === true) process.stdout.write(`${JSON.stringify({ healthy, checks })}\n`);
      else
        for (const { name, state, found, fix } of checks)
          process.stdout.write(
            `${state === "ok" ? "ok  " : state === "warning" ? "warn" : "FAIL"}  ${name}: ${found}${fix === null ? "" : `; ${fix}`}\n`,
          );
      if (!healthy) process.exitCode = 3;
    });
}
