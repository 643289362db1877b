import type { Command } from "commander";
import { registerEngineBench } from "./engine-bench.ts";
import { registerEngineCheck } from "./engine-check.ts";
import { registerEngineInstall } from "./engine-install.ts";
import { registerEngineList } from "./engine-list.ts";

/** `undercoat engine`: what computes. */
export function registerEngine(program: Command): void {
  const engine = program
    .command("engine")
    .description("what computes: list, install, check and time the engines");
  for (const register of [
    registerEngineList,
    registerEngineInstall,
    registerEngineCheck,
    registerEngineBench,
  ])
    register(engine);
}
