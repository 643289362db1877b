import { type Command, Option } from "commander";
import { number } from "../parse-number.ts";

interface RankFlags {
  readonly probabilities: readonly string[];
  readonly scheme?: string;
  readonly by: "softmin" | "ensemble-iou";
  readonly patchSize: number;
  readonly objects?: string;
  readonly quality?: string;
  readonly json?: boolean;
}

/** `undercoat noise rank`: the worst patches and objects of a label file. */
export function registerNoiseRank(noise: Command): void {
  noise
    .command("rank")
    .description("list the patches and objects of a label file that look most wrong, to draw them anew first")
    .argument("<labels>", "label GeoTIFF, one band of class codes")
    .requiredOption("--probabilities <files...>", "GeoTIFFs of class probabilities, one for each model")
    .option("--scheme <scheme>", "product such as nlcd, or a YAML file; default: the codes in the file")
    .addOption(
      new Option("--by <score>", "soft minimum of the pixels, or IoU of mean prediction and labels")
        .choices(["softmin", "ensemble-iou"])
        .default("softmin"),
    )
    .addOption(new Option("--patch-size <pixels>", "side of the patches").argParser(number).default(256))
    .option("--objects <file>", "GeoJSON of suspicious objects to write, worst first")
    .option("--quality <file>", "GeoTIFF of the quality of each label to write")
    .option("--json", "print one JSON object")
    .action(async (labels: string, { scheme, json, ...flags }: RankFlags) => {
      const { rankLabels, rankText, readScheme } = await import("@undercoat/workflows/files");
      const ranked = await rankLabels({
        labels,
        ...flags,
        scheme: scheme === undefined ? undefined : await readScheme(scheme),
      });
      process.stdout.write(`${json === true ? JSON.stringify(ranked) : rankText(ranked)}\n`);
    });
}
