import { type Command, Option } from "commander";

interface RemapFlags {
  readonly from: string;
  readonly to: string;
  readonly mapping?: string;
  readonly ambiguous: "refuse" | "ignore" | "map";
  readonly json?: boolean;
}

/** `undercoat labels remap`: labels in another class scheme. */
export function registerLabelsRemap(labels: Command): void {
  labels
    .command("remap")
    .description("write labels in another class scheme; no class is lost or chosen in silence")
    .argument("<labels>", "label GeoTIFF")
    .argument("<out>", "label GeoTIFF to write")
    .requiredOption("--from <scheme>", "product of the labels, such as nlcd, or a YAML file")
    .requiredOption("--to <scheme>", "product that is wanted, such as dynamic-world, or a YAML file")
    .option(
      "--mapping <file>",
      "YAML, a line for each class: <its name>: <name in the other scheme, or null>",
    )
    .addOption(
      new Option("--ambiguous <what>", "classes whose counterpart is not sure")
        .choices(["refuse", "ignore", "map"])
        .default("refuse"),
    )
    .option("--json", "print one JSON object")
    .action(async (file: string, out: string, { json, ...flags }: RemapFlags) => {
      const { remapLabels } = await import("@undercoat/workflows/files");
      const { remappedText } = await import("../print/labels-text.ts");
      const made = await remapLabels({ labels: file, out, ...flags });
      process.stdout.write(`${json === true ? JSON.stringify(made) : remappedText(made)}\n`);
    });
}
