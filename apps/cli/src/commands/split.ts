import type { Command } from "commander";
import { registerSplitCheck } from "./split-check.ts";
import { registerSplitMake } from "./split-make.ts";

/** `undercoat split`: parts for training and testing that do not leak. */
export function registerSplit(program: Command): void {
  const split = program
    .command("split")
    .description("parts for training and testing: make them, prove that they do not leak");
  registerSplitMake(split);
  registerSplitCheck(split);
}
