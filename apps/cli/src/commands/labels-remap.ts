import { type Command, Option } from "commander";
import { interruptible } from "../interruptible.ts";
import { type Decisions, decision } from "../parse-decision.ts";

interface RemapFlags {
  readonly from: string;
  readonly to: string;
  readonly via?: string;
  readonly mapping?: string;
  readonly decide?: Decisions;
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
    .option("--via <product>", "product in between, where no crosswalk leads from one to the other")
    .option(
      "--mapping <file>",
      "YAML, a line for each class: <its code or name>: <code or name in the other scheme, or null>",
    )
    .addOption(
      new Option(
        "--decide <class=class>",
        "what an ambiguous class becomes, or ignore, such as 21=built; may be given several times",
      ).argParser(decision),
    )
    .addOption(
      new Option("--ambiguous <what>", "all other classes whose counterpart is not sure")
        .choices(["refuse", "ignore", "map"])
        .default("refuse"),
    )
    .option("--json", "print one JSON object")
    .action(async (file: string, out: string, { json, ...flags }: RemapFlags) => {
      const { remapLabels } = await import("@undercoat/workflows/files");
      const { remappedText } = await import("../print/labels-text.ts");
      const made = await interruptible((signal) => remapLabels({ labels: file, out, ...flags, signal }));
      process.stdout.write(`${json === true ? JSON.stringify(made) : remappedText(made)}\n`);
    });
}
