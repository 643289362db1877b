import type { Command } from "commander";
import { interruptible } from "../interruptible.ts";
import { addGridOptions, type GridFlags } from "./grid-flags.ts";

interface FromOsmFlags extends GridFlags {
  readonly rules: string;
  readonly json?: boolean;
}

/** `undercoat labels from-osm`: OpenStreetMap data as labels. */
export function registerLabelsFromOsm(labels: Command): void {
  const command = labels
    .command("from-osm")
    .description("burn OpenStreetMap data by rules for its tags; roads get their width on the ground")
    .argument("<osm>", ".osm, .osm.pbf, Overpass JSON, or GeoJSON whose properties are tags")
    .argument("<out>", "label GeoTIFF to write")
    .option(
      "--rules <name>",
      "osm-buildings, osm-roads, osm-landcover, osm-landuse-13, or a YAML file",
      "osm-landcover",
    );
  addGridOptions(command)
    .option("--json", "print one JSON object")
    .action(async (features: string, out: string, { json, rules, ...rest }: FromOsmFlags) => {
      const { labelsFromOsm, readOsmRules } = await import("@undercoat/workflows/files");
      const { osmText } = await import("../print/labels-text.ts");
      const options = { ...rest, features, out, rules: await readOsmRules(rules) };
      const made = await interruptible((signal) => labelsFromOsm({ ...options, signal }));
      process.stdout.write(`${json === true ? JSON.stringify(made) : osmText(made)}\n`);
    });
}
