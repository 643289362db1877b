import type { Command } from "commander";
import { registerLabelsFromOsm } from "./labels-from-osm.ts";
import { registerLabelsInfo } from "./labels-info.ts";
import { registerLabelsPolygonize } from "./labels-polygonize.ts";
import { registerLabelsRasterize } from "./labels-rasterize.ts";
import { registerLabelsRemap } from "./labels-remap.ts";

/** `undercoat labels`: label files, raster and vector. */
export function registerLabels(program: Command): void {
  const labels = program.command("labels").description("label files: look at them, burn, trace, remap");
  for (const register of [
    registerLabelsInfo,
    registerLabelsRasterize,
    registerLabelsPolygonize,
    registerLabelsRemap,
    registerLabelsFromOsm,
  ])
    register(labels);
}
