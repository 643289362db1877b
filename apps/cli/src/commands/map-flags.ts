import { type Command, Option } from "commander";
import { number } from "../parse-number.ts";

/** Flags of `undercoat evaluate` for two maps. */
export interface MapFlags {
  readonly labels?: string;
  readonly predicted?: string;
  readonly scheme?: string;
  readonly labelsScheme?: string;
  readonly predictedScheme?: string;
  readonly labelsMapping?: string;
  readonly predictedMapping?: string;
  readonly ambiguous?: "refuse" | "ignore" | "map";
  readonly block?: number;
  readonly level?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** Adds the flags for two maps. */
export function addMapOptions(command: Command): Command {
  return command
    .option("--labels <file>", "label GeoTIFF that is taken as right")
    .option("--predicted <file>", "GeoTIFF of predicted classes on the same grid")
    .option("--scheme <scheme>", "scheme both are compared in: a product such as nlcd, or a YAML file")
    .option("--labels-scheme <scheme>", "scheme of the labels, where it is another one")
    .option("--predicted-scheme <scheme>", "scheme of the prediction, where it is another one")
    .option("--labels-mapping <file>", "YAML, <class>: <class or null>; default: the known crosswalk")
    .option("--predicted-mapping <file>", "the same for the prediction")
    .addOption(
      new Option("--ambiguous <what>", "classes whose counterpart is not sure (default: refuse)").choices([
        "refuse",
        "ignore",
        "map",
      ]),
    )
    .addOption(
      new Option("--block <pixels>", "side of the blocks that intervals are drawn over").argParser(number),
    )
    .addOption(new Option("--level <share>", "of the intervals (default: 0.95)").argParser(number))
    .addOption(new Option("--seed <number>", "of the intervals (default: 0)").argParser(number));
}
