import type { Command } from "commander";

interface InfoFlags {
  readonly scheme?: string;
  readonly json?: boolean;
}

/** `undercoat labels info`: classes and areas of a label raster, properties of features. */
export function registerLabelsInfo(labels: Command): void {
  labels
    .command("info")
    .description("what a label file holds: classes and their areas, or features and their properties")
    .argument("<file>", "label GeoTIFF, GeoJSON, FlatGeobuf or OpenStreetMap file")
    .option(
      "--scheme <scheme>",
      "product such as nlcd, or a YAML file, whose nodata codes are ignored; default: the codes in the file",
    )
    .option("--json", "print one JSON object")
    .action(async (file: string, { scheme, json }: InfoFlags) => {
      const { describeLabels, readLabelSource } = await import("@undercoat/workflows/files");
      const { labelsText } = await import("../print/labels-text.ts");
      const info = await describeLabels(
        file,
        scheme === undefined ? undefined : await readLabelSource(scheme),
      );
      process.stdout.write(`${json === true ? JSON.stringify(info) : labelsText(info)}\n`);
    });
}
