import { type Command, Option } from "commander";
import { namedFiles } from "../parse-named-files.ts";
import { number } from "../parse-number.ts";

interface SimulateFlags {
  readonly scheme?: string;
  readonly other?: Readonly<Record<string, string>>;
  readonly json?: boolean;
  readonly [flag: string]: unknown;
}

/** `undercoat noise simulate`: noise on a label file. */
export function registerNoiseSimulate(noise: Command): void {
  const collect = (text: string, all: readonly string[] = []) => [...all, text];
  const numeric = (flags: string, words: string) => new Option(flags, words).argParser(number);
  noise
    .command("simulate")
    .description("write a noisy copy of a label GeoTIFF and report what was really changed")
    .argument("<labels>", "label GeoTIFF, one band of class codes")
    .argument("<out>", "noisy GeoTIFF to write, on the same grid")
    .option(
      "--kind <kind>",
      "such as shift, omission, commission, dilation, erosion, symmetric, pairflip, coarsening",
    )
    .addOption(numeric("--px <pixels>", "with --kind: shift, radius, block, tolerance or tile, in pixels"))
    .addOption(numeric("--rate <rate>", "with --kind: rate, probability or share, from 0 to 1"))
    .option("--set <key=value>", "with --kind: any other option; may be repeated", collect)
    .option("--config <file>", "YAML or JSON file of a noise, also a sequence or a mixture")
    .option("--noise <options>", 'the same as text, e.g. "{kind: boundary, radius: 3}"; or a file')
    .addOption(numeric("--to-rate <rate>", "scale it to this realised share of wrong pixels"))
    .addOption(numeric("--to-iou <iou>", "scale it to this realised IoU, the mean over classes"))
    .option("--of-class <class>", "with --to-iou: that of this class")
    .addOption(numeric("--tolerance <level>", "how far the realised level may be off (default: 0.005)"))
    .option(
      "--other <[name=]file>",
      "another label file, such as an earlier epoch; may be repeated",
      namedFiles,
    )
    .option("--image <file>", "image for rules on its bands")
    .option("--scheme <scheme>", "product such as nlcd, or a YAML file; default: the codes in the files")
    .option("--refuse-lost-classes", "write nothing if a class vanishes")
    .option("--seed <number>", "seed of the draw", "0")
    .option("--report <file>", "JSON file for the report")
    .option("--json", "print one JSON object")
    .action(async (labels: string, out: string, { scheme, other, json, ...flags }: SimulateFlags) => {
      const { readScheme, simulateNoise } = await import("@undercoat/workflows/files");
      const made = await simulateNoise({
        ...flags,
        labels,
        out,
        others: other ?? {},
        scheme: scheme === undefined ? undefined : await readScheme(scheme),
      });
      process.stdout.write(`${json === true ? JSON.stringify(made) : made.text}\n`);
    });
}
