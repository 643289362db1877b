import { type Command, Option } from "commander";
import { multipleOf } from "../parse-number.ts";

interface ConvertFlags {
  readonly compression: "deflate" | "zstd" | "none";
  readonly tileSize?: number;
  readonly overviews?: "average" | "mode" | "nearest" | "none";
  readonly isolated?: boolean;
  readonly json?: boolean;
}

/** `undercoat raster convert`: a safe copy of anything that can be read. */
export function registerRasterConvert(raster: Command): void {
  raster
    .command("convert")
    .description(
      "copy a GeoTIFF into a cloud optimised one: tiled, little-endian, with overviews; every pixel stays",
    )
    .argument("<in>", "GeoTIFF, or an http(s) address of one")
    .argument("<out>", "GeoTIFF to write, whole or not at all")
    .addOption(
      new Option("--compression <name>", "how tiles are packed")
        .choices(["deflate", "zstd", "none"])
        .default("deflate"),
    )
    .addOption(
      new Option("--tile-size <pixels>", "side of a tile, a multiple of 16 (default: 512)").argParser(
        multipleOf(16),
      ),
    )
    .addOption(
      new Option("--overviews <how>", "default: mode for labels, average for images").choices([
        "average",
        "mode",
        "nearest",
        "none",
      ]),
    )
    .option("--isolated", "read in a process of its own with limits on time and memory")
    .option("--json", "print one JSON object")
    .action(async (file: string, out: string, { json, ...flags }: ConvertFlags) => {
      const { convertRaster } = await import("../convert-raster.ts");
      const written = await convertRaster(file, out, flags);
      const text = `wrote ${out}: ${written.width}×${written.height} pixels, ${(written.bytes / 1e6).toFixed(1)} MB, ${written.overviews.length} overviews`;
      process.stdout.write(`${json === true ? JSON.stringify(written) : text}\n`);
    });
}
