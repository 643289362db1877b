import type { Command } from "commander";
import { registerRasterConvert } from "./raster-convert.ts";
import { registerRasterInfo } from "./raster-info.ts";

/** `undercoat raster`: raster files. */
export function registerRaster(program: Command): void {
  const raster = program.command("raster").description("raster files: what they hold, safe copies");
  registerRasterInfo(raster);
  registerRasterConvert(raster);
}
