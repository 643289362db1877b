import { type Command, Option } from "commander";
import { number } from "../parse-number.ts";

/** Flags that say how a map becomes polygons. */
export interface PolygonFlags {
  readonly polygons?: string;
  readonly polygonClasses?: string;
  readonly polygonCrs?: string;
  readonly minArea?: number;
  readonly simplify?: number;
}

/** Adds the flags of polygons. */
export function addPolygonOptions(command: Command): Command {
  return command
    .option("--polygons <file>", "also .geojson, .geojsonl or .fgb: class, area in m², mean confidence")
    .option("--polygon-classes <names>", "classes that become polygons, separated by commas (default: all)")
    .option("--polygon-crs <crs>", "such as EPSG:4326 (default: that of the map)")
    .addOption(new Option("--min-area <m2>", "leave out smaller polygons").argParser(number))
    .addOption(new Option("--simplify <pixels>", "outlines may move by so much").argParser(number));
}

/** What the flags ask for; nothing without `--polygons`. */
export function polygonsOf({ polygons, polygonClasses, polygonCrs, minArea, simplify }: PolygonFlags) {
  if (polygons === undefined) return undefined;
  const classes = polygonClasses?.split(",").map((name) => name.trim());
  return { out: polygons, classes, crs: polygonCrs, minArea, simplify };
}
