import { type Command, Option } from "commander";
import { namedNumbers, number } from "../parse-number.ts";

interface MakeFlags {
  readonly out: string;
  readonly method: "blocks" | "scenes";
  readonly shares?: Record<string, number>;
  readonly blockSize?: number;
  readonly buffer?: number;
  readonly labels?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** `undercoat split make`: cuts images into parts with a buffer between them. */
export function registerSplitMake(split: Command): void {
  split
    .command("make")
    .description("split images into parts that do not leak, in wanted shares")
    .argument("<images...>", "GeoTIFFs; the file name without its ending is the scene")
    .requiredOption("--out <file>", "JSON to write")
    .addOption(
      new Option("--method <method>", "cut scenes into blocks, or keep them whole")
        .choices(["blocks", "scenes"])
        .default("blocks"),
    )
    .addOption(
      new Option("--shares <list>", "such as train=0.7,validation=0.15,test=0.15").argParser(namedNumbers),
    )
    .addOption(new Option("--block-size <pixels>", "side of a block (default: 512)").argParser(number))
    .addOption(new Option("--buffer <pixels>", "pixels between two parts (default: 0)").argParser(number))
    .option("--labels <pattern>", 'label files, such as "labels/{scene}.tif": balances the classes too')
    .addOption(new Option("--seed <number>", "seed of the draw").argParser(number).default(0))
    .option("--json", "print one JSON object")
    .action(async (images: string[], { json, ...flags }: MakeFlags) => {
      const { makeSplitFile } = await import("@undercoat/workflows/files");
      const { madeSplitText } = await import("../print/labels-text.ts");
      const made = await makeSplitFile({ images, ...flags });
      process.stdout.write(`${json === true ? JSON.stringify(made) : madeSplitText(made)}\n`);
    });
}
