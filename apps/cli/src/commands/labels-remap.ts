import type { Command } from "commander";

interface RemapFlags {
  readonly from: string;
  readonly to: string;
  readonly mapping: string;
  readonly json?: boolean;
}

/** `undercoat labels remap`: labels in another class scheme. */
export function registerLabelsRemap(labels: Command): void {
  labels
    .command("remap")
    .description("write labels in another class scheme; every class must be named, none is lost in silence")
    .argument("<labels>", "label GeoTIFF")
    .argument("<out>", "label GeoTIFF to write")
    .requiredOption("--from <file>", "class scheme of the labels, as YAML")
    .requiredOption("--to <file>", "class scheme that is wanted, as YAML")
    .requiredOption(
      "--mapping <file>",
      "YAML with a line for each class: <its name>: <name in the other scheme, or null>",
    )
    .option("--json", "print one JSON object")
    .action(async (file: string, out: string, { from, to, mapping, json }: RemapFlags) => {
      const { readScheme, remapLabels } = await import("@undercoat/workflows/files");
      const { classTable } = await import("../print/labels-text.ts");
      const made = await remapLabels({
        labels: file,
        out,
        mapping,
        from: await readScheme(from),
        to: await readScheme(to),
      });
      const dropped = made.droppedPixels === 0 ? "" : `\n! ${made.droppedPixels} pixels became ignored`;
      const text = `wrote ${out}\n${classTable(made.after)}${dropped}`;
      process.stdout.write(`${json === true ? JSON.stringify(made) : text}\n`);
    });
}
