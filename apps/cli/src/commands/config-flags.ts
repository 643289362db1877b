import type { LoadedConfig } from "@undercoat/workflows";
import type { Command } from "commander";

/** Flags that every command with a config takes. */
export interface ConfigFlags {
  readonly set?: readonly string[];
  readonly engine?: string;
  readonly seeds?: string;
  readonly json?: boolean;
}

/** Adds the config argument and the shared flags. */
export function addConfigOptions(command: Command): Command {
  return addSharedFlags(command.argument("<config>", "YAML or JSON file"));
}

/** Adds the shared flags alone. */
export function addSharedFlags(command: Command): Command {
  const collect = (text: string, all: readonly string[] = []) => [...all, text];
  return command
    .option("--set <key=value>", "change one value of the config; may be repeated", collect)
    .option("--engine <name>", 'what computes: auto, or a name of "undercoat engine list"')
    .option("--seeds <count>", "number of repetitions: seeds 0 to count − 1")
    .option("--json", "print one JSON object");
}

/** Loads the config with the flags applied as settings. */
export async function loadFromFlags(
  file: string,
  { set = [], engine, seeds }: ConfigFlags,
): Promise<LoadedConfig> {
  const { loadConfig, seedSetting } = await import("@undercoat/workflows");
  const extra = [
    ...(engine === undefined ? [] : [`engine=${engine}`]),
    ...(seeds === undefined ? [] : [seedSetting(seeds)]),
  ];
  return loadConfig(file, { set: [...set, ...extra] });
}
