import type { Command } from "commander";
import { number, numbers } from "../parse-number.ts";

interface ImportFlags {
  readonly encoder: string;
  readonly decoder: string;
  readonly width: number;
  readonly bands: string;
  readonly classes: string;
  readonly mean?: readonly number[];
  readonly std?: readonly number[];
  readonly parts?: string;
  readonly adaptBands?: boolean;
  readonly allowMissing?: boolean;
  readonly licence?: string;
  readonly seed: number;
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const words = (text: string) => text.split(",").map((word) => word.trim());

/** `undercoat model import`: weights from PyTorch become a model folder. */
export function registerModelImport(model: Command): void {
  model
    .command("import")
    .description("make a model folder from a safetensors file with PyTorch's names")
    .argument("<file>", "such as resnet50.safetensors; convert_pth.py makes it from a .pth file")
    .requiredOption("--encoder <name>", "as in a config, such as resnet18")
    .requiredOption("--decoder <name>", "as in a config, such as unet")
    .requiredOption("--bands <names>", "in the order of the weights, such as red,green,blue")
    .requiredOption("--classes <names>", "in the order of the weights, such as ground,building")
    .requiredOption("--out <folder>", "the model folder to write")
    .option("--width <factor>", "factor on the channels", number, 1)
    .option("--mean <numbers>", "of every band, in the samples' own unit", numbers)
    .option("--std <numbers>", "standard deviation of every band", numbers)
    .option("--parts <names>", "what the weights fill, such as encoder; all if left out")
    .option("--adapt-bands", "make the first convolution fit another number of bands")
    .option("--allow-missing", "draw what the weights do not hold")
    .option("--licence <id>", "of the weights, such as CC-BY-4.0")
    .option("--seed <number>", "of what is drawn", number, 0)
    .option("--force", "write over an existing folder")
    .option("--json", "print one JSON object")
    .action(async (file: string, { json, ...flags }: ImportFlags) => {
      const { importFromFlags } = await import("../import-from-flags.ts");
      const [report, text] = await importFromFlags(file, {
        ...flags,
        bands: words(flags.bands),
        classes: words(flags.classes),
        parts: flags.parts === undefined ? undefined : words(flags.parts),
      });
      process.stdout.write(`${json === true ? JSON.stringify(report) : text}\n`);
    });
}
