import { type Command, Option } from "commander";
import { number } from "../parse-number.ts";

interface CheckFlags {
  readonly images?: string;
  readonly buffer?: number;
  readonly bufferMetres?: number;
  readonly json?: boolean;
}

/** `undercoat split check`: ends with 3 where a part leaks into another. */
export function registerSplitCheck(split: Command): void {
  split
    .command("check")
    .description(
      "find windows of different parts that overlap or lie too close; ends with 3 if there are any",
    )
    .argument("<split>", "JSON: windows [x, y, width, height] by part and scene")
    .option(
      "--images <pattern>",
      'images of the scenes, such as "images/{scene}.tif": compares scenes on the ground, across CRS',
    )
    .addOption(
      new Option("--buffer <pixels>", "pixels that must lie between two parts")
        .argParser(number)
        .conflicts("bufferMetres"),
    )
    .addOption(
      new Option("--buffer-metres <metres>", "the same in metres on the ground; needs --images").argParser(
        number,
      ),
    )
    .option("--json", "print one JSON object")
    .action(async (file: string, { json, ...options }: CheckFlags) => {
      const { checkSplitFile } = await import("@undercoat/workflows/files");
      const { splitText } = await import("../print/labels-text.ts");
      const checked = await checkSplitFile(file, options);
      process.stdout.write(`${json === true ? JSON.stringify(checked) : splitText(checked)}\n`);
      if (checked.conflicts.length > 0) process.exitCode = 3;
    });
}
