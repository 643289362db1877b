import { type Command, Option } from "commander";
import { wholeNumber, words } from "../parse-number.ts";
import type { PolygonFlags } from "./polygon-flags.ts";
import { threadOption } from "./thread-option.ts";

/** Flags of `predict`. */
export interface PredictFlags extends PolygonFlags {
  readonly out?: string;
  readonly ensemble?: string[];
  readonly bands?: (string | number)[];
  readonly probabilities?: "uint8" | "float32" | true;
  readonly confidence?: true;
  readonly entropy?: true;
  readonly tile?: number;
  readonly overlap?: number;
  readonly blend?: "cosine" | "centre";
  readonly block?: number;
  readonly tta: "none" | "flips" | "dihedral";
  readonly roi?: string;
  readonly resample?: "nearest" | "bilinear" | "average" | true;
  readonly shard?: string;
  readonly resume?: true;
  readonly overwrite?: true;
  readonly engine: string;
  readonly threads: number;
  readonly json?: true;
}

const VIEWS = ["none", "flips", "dihedral"];
const RESAMPLE = ["nearest", "bilinear", "average"];

/** Adds the flags. */
export function addPredictOptions(command: Command): Command {
  return command
    .option("--out <map.tif>", "class map to write; other layers get names beside it")
    .option("--ensemble <model...>", "more model folders: the mean of all their probabilities")
    .addOption(new Option("--bands <list>", "names or numbers of the bands, such as 4,3,2").argParser(words))
    .addOption(new Option("--probabilities [type]", "a band per class").choices(["uint8", "float32"]))
    .option("--confidence", "probability of the chosen class")
    .option("--entropy", "entropy of the probabilities, 0 to 1")
    .addOption(new Option("--tile <pixels>", "side of a tile (default: 512)").argParser(wholeNumber(1)))
    .addOption(new Option("--overlap <pixels>", "shared by tiles (default: 64)").argParser(wholeNumber(0)))
    .addOption(new Option("--blend <how>", "tiles fade, or are cut").choices(["cosine", "centre"]))
    .addOption(
      new Option("--block <pixels>", "side of an item of work (default: 6144)").argParser(wholeNumber(1)),
    )
    .addOption(
      new Option("--tta <views>", "mean over flipped or turned tiles").choices(VIEWS).default("none"),
    )
    .option("--roi <file>", "polygons; pixels outside get no class")
    .addOption(
      new Option("--resample [how]", "bring other rasters onto the grid of the first").choices(RESAMPLE),
    )
    .option("--shard <i/n>", "one of n parts, i from 1; then: predict merge")
    .option("--resume", "go on with what was interrupted")
    .option("--overwrite", "replace files that are there")
    .option("--engine <name>", "what computes; see engine list", "auto")
    .addOption(threadOption())
    .option("--json", "print one JSON object");
}
