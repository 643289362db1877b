import { type Command, Option } from "commander";
import { type EstimateFlags, estimateNoise } from "../estimate-noise.ts";
import { number } from "../parse-number.ts";

/** `undercoat noise estimate`: how much of a label file is wrong, without clean labels. */
export function registerNoiseEstimate(noise: Command): void {
  const numberOption = (flags: string, text: string) => new Option(flags, text).argParser(number);
  noise
    .command("estimate")
    .description("estimate how many labels are wrong, with an interval, or say that the data cannot tell")
    .argument("<labels>", "label GeoTIFF, one band of class codes")
    .addOption(
      new Option("--image <file>", "GeoTIFF on the same grid: small networks are trained on it").conflicts(
        "probabilities",
      ),
    )
    .option("--bands <list>", "bands of the image, numbers from 1 separated by commas; default: all")
    .addOption(numberOption("--steps <n>", "training steps of each fold").default(300))
    .addOption(numberOption("--seeds <n>", "seeds of each of the two networks").default(3))
    .addOption(numberOption("--folds <n>", "spatial folds").default(4))
    .option("--probabilities <files...>", "instead: GeoTIFFs of class probabilities, one for each model")
    .addOption(
      new Option("--origin <origin>", "whether the models of --probabilities saw these labels").choices([
        "out-of-fold",
        "in-sample",
      ]),
    )
    .option("--accept-in-sample", "say again that in-sample is meant: the estimate will be too low")
    .option("--scheme <scheme>", "product such as nlcd, or a YAML file; default: the codes in the file")
    .option("--out <folder>", "write quality map, suspicious objects, picture, page and numbers there")
    .addOption(
      numberOption("--block-size <pixels>", "side of the spatial blocks; default: 64 blocks or more"),
    )
    .addOption(numberOption("--level <share>", "level of the intervals").default(0.95))
    .addOption(numberOption("--widest <share>", "widest interval that is an answer").default(0.15))
    .addOption(numberOption("--seed <n>", "seed of folds, networks and intervals").default(0))
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExit code 3: the data cannot carry an estimate; the reason is printed.")
    .action((labels: string, flags: EstimateFlags) => estimateNoise(labels, flags));
}
