import type { Command } from "commander";

/** `undercoat init`: a commented starter config. */
export function registerInit(program: Command): void {
  program
    .command("init")
    .description("write a commented starter config for your own files")
    .argument("[file]", "where to write it", "undercoat.yaml")
    .option("--data <folder>", "folder with images/ and labels/; its scenes are shared out over the splits")
    .option("--json", "print one JSON object")
    .action(async (file: string, { data, json }: { data?: string; json?: boolean }) => {
      const { writeStarterConfig } = await import("@undercoat/workflows");
      const { scenes } = await writeStarterConfig(file, data);
      const next = `undercoat run ${file} --out runs/first --dry-run`;
      process.stdout.write(
        json === true
          ? `${JSON.stringify({ file, scenes })}\n`
          : `wrote ${file}${scenes.length > 0 ? ` with ${scenes.length} scenes` : ""}; edit it, then: ${next}\n`,
      );
    });
}
