import { type Command, Option } from "commander";
import { number, numbers } from "../parse-number.ts";

/** Flags of commands that make labels on a grid. */
export interface GridFlags {
  readonly like?: string;
  readonly crs?: string;
  readonly bounds?: number[];
  readonly pixelSize?: number;
  readonly allTouched?: boolean;
}

/** Adds the flags that say on which grid labels are made. */
export function addGridOptions(command: Command): Command {
  return command
    .option("--like <image>", "GeoTIFF whose grid is taken")
    .option("--crs <crs>", "instead of --like: CRS of the labels, such as EPSG:32618")
    .addOption(new Option("--bounds <left,bottom,right,top>", "with --crs: in its units").argParser(numbers))
    .addOption(new Option("--pixel-size <size>", "with --crs: side of a pixel").argParser(number))
    .option("--all-touched", "burn every pixel that is touched, not only where the centre is inside");
}
