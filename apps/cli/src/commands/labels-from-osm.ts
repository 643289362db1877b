import { type Command, Option } from "commander";
import { number, numbers } from "../parse-number.ts";

interface FromOsmFlags {
  readonly rules: string;
  readonly like?: string;
  readonly crs?: string;
  readonly bounds?: number[];
  readonly pixelSize?: number;
  readonly allTouched?: boolean;
  readonly json?: boolean;
}

/** `undercoat labels from-osm`: OpenStreetMap data as labels. */
export function registerLabelsFromOsm(labels: Command): void {
  labels
    .command("from-osm")
    .description("burn OpenStreetMap data by rules for its tags; roads get their width on the ground")
    .argument("<osm>", ".osm, .osm.pbf, Overpass JSON, or GeoJSON whose properties are tags")
    .argument("<out>", "label GeoTIFF to write")
    .option("--rules <name>", "osm-buildings, osm-landcover, or a YAML file", "osm-landcover")
    .option("--like <image>", "GeoTIFF whose grid is taken")
    .option("--crs <crs>", "instead of --like: CRS of the labels, such as EPSG:32618")
    .addOption(new Option("--bounds <left,bottom,right,top>", "with --crs: in its units").argParser(numbers))
    .addOption(new Option("--pixel-size <size>", "with --crs: side of a pixel").argParser(number))
    .option("--all-touched", "burn every pixel that is touched, not only where the centre is inside")
    .option("--json", "print one JSON object")
    .action(async (features: string, out: string, { json, rules, ...rest }: FromOsmFlags) => {
      const { labelsFromOsm, readOsmRules } = await import("@undercoat/workflows/files");
      const { rasterizedText } = await import("../print/labels-text.ts");
      const made = await labelsFromOsm({ ...rest, features, out, rules: await readOsmRules(rules) });
      process.stdout.write(`${json === true ? JSON.stringify(made) : rasterizedText(made)}\n`);
    });
}
