import { type Command, Option } from "commander";
import { interruptible } from "../interruptible.ts";
import { number } from "../parse-number.ts";
import { addGridOptions, type GridFlags } from "./grid-flags.ts";

interface RasterizeFlags extends GridFlags {
  readonly scheme?: string;
  readonly value?: number;
  readonly property?: string;
  readonly background?: string;
  readonly width?: string;
  readonly featuresCrs?: string;
  readonly json?: boolean;
}

/** For the most frequent case. */
const [OTHER, FEATURE] = [{ value: 0, name: "other" } as const, { value: 1, name: "feature" } as const];
const ONE_CLASS = { name: "features", classes: [OTHER, FEATURE] };

/** `undercoat labels rasterize`: features burnt onto a grid. */
export function registerLabelsRasterize(labels: Command): void {
  const command = labels
    .command("rasterize")
    .description("burn features onto the grid of an image, pixel for pixel as gdal_rasterize does")
    .argument("<features>", "GeoJSON, FlatGeobuf or OpenStreetMap file, in any CRS")
    .argument("<out>", "label GeoTIFF to write");
  addGridOptions(command)
    .option("--scheme <scheme>", "product such as nlcd, or a YAML file; default: 0 other, 1 feature")
    .addOption(
      new Option("--value <code>", "class value of the features (default: 1 without a scheme)").argParser(
        number,
      ),
    )
    .option("--property <name>", "property that holds the class's value or name")
    .option("--background <code>", 'class value without a feature, or "ignore" (default: the first class)')
    .option("--width <metres>", "width of lines and points on the ground, or a property that holds it")
    .option("--features-crs <crs>", "CRS of features whose file names none")
    .option("--json", "print one JSON object")
    .action(async (features: string, out: string, { json, ...flags }: RasterizeFlags) => {
      const { rasterizeLabels, readScheme } = await import("@undercoat/workflows/files");
      const { rasterizedText } = await import("../print/labels-text.ts");
      const { scheme, width, background, value, ...rest } = flags;
      const options = {
        ...rest,
        features,
        out,
        scheme: scheme === undefined ? ONE_CLASS : await readScheme(scheme),
        value: value ?? (scheme === undefined && rest.property === undefined ? 1 : undefined),
        background:
          background === undefined ? undefined : background === "ignore" ? null : number(background),
        width: width === undefined || Number.isNaN(Number(width)) ? width : Number(width),
      };
      const made = await interruptible((signal) => rasterizeLabels({ ...options, signal }));
      process.stdout.write(`${json === true ? JSON.stringify(made) : rasterizedText(made)}\n`);
    });
}
