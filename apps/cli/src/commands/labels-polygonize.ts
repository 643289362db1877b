import { type Command, Option } from "commander";
import { number } from "../parse-number.ts";

interface PolygonizeFlags {
  readonly scheme?: string;
  readonly connectivity: string;
  readonly minArea?: number;
  readonly simplify?: number;
  readonly crs?: string;
  readonly json?: boolean;
}

/** `undercoat labels polygonize`: regions of a label GeoTIFF as polygons. */
export function registerLabelsPolygonize(labels: Command): void {
  labels
    .command("polygonize")
    .description("trace the regions of a label GeoTIFF as valid polygons")
    .argument("<labels>", "label GeoTIFF")
    .argument("<out>", ".geojson, .geojsonl (one feature a line) or .fgb (FlatGeobuf)")
    .option("--scheme <scheme>", "product such as nlcd, or a YAML file; default: the codes in the file")
    .addOption(
      new Option("--connectivity <n>", "4: along edges; 8: at corners too").choices(["4", "8"]).default("4"),
    )
    .addOption(
      new Option("--min-area <area>", "leave out smaller regions, in square units of the CRS").argParser(
        number,
      ),
    )
    .addOption(
      new Option("--simplify <pixels>", "outlines may move by so much; shared borders stay shared").argParser(
        number,
      ),
    )
    .option("--crs <crs>", "CRS of the polygons, such as EPSG:4326; default: that of the labels")
    .option("--json", "print one JSON object")
    .action(async (file: string, out: string, flags: PolygonizeFlags) => {
      const { polygonizeLabels, readLabelSource } = await import("@undercoat/workflows/files");
      const made = await polygonizeLabels({
        labels: file,
        out,
        connectivity: flags.connectivity === "8" ? 8 : 4,
        crs: flags.crs,
        scheme: flags.scheme === undefined ? undefined : await readLabelSource(flags.scheme),
        ...(flags.minArea === undefined ? {} : { minArea: flags.minArea }),
        ...(flags.simplify === undefined ? {} : { simplify: flags.simplify }),
      });
      const classes = made.classes.map(({ name, features }) => `${features} × ${name}`).join(", ");
      const lost =
        made.leftOut.regions === 0
          ? ""
          : `; left out: ${made.leftOut.regions} small regions of ${made.leftOut.pixels} pixels`;
      const text = `wrote ${out}: ${made.features} features (${classes})${lost}`;
      process.stdout.write(`${flags.json === true ? JSON.stringify(made) : text}\n`);
    });
}
