import type { Command } from "commander";
import { addConfigOptions, type ConfigFlags, loadFromFlags } from "./config-flags.ts";

/** `undercoat config schema` and `config show`. */
export function registerConfig(program: Command): void {
  const config = program.command("config").description("config files");
  config
    .command("schema")
    .description("print the JSON Schema of the config, or of a result file, for editors and programs")
    .argument("[name]", "config, metrics, layers or events", "config")
    .action(async (name: string) => {
      const { jsonSchema, schemaName } = await import("@undercoat/workflows/options");
      process.stdout.write(`${JSON.stringify(jsonSchema(schemaName(name)), null, 2)}\n`);
    });
  addConfigOptions(
    config
      .command("show")
      .description("print a config with every default filled in and the origin of every value"),
  ).action(async (file: string, flags: ConfigFlags) => {
    const loaded = await loadFromFlags(file, flags);
    process.stdout.write(`${JSON.stringify(loaded, null, flags.json === true ? 0 : 2)}\n`);
  });
}
