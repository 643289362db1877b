import type { Command } from "commander";

interface InfoFlags {
  readonly json?: boolean;
  readonly stats?: boolean;
  readonly hash?: boolean;
}

/** `undercoat raster info`: what a GeoTIFF holds. */
export function registerRaster(program: Command): void {
  const raster = program.command("raster").description("raster files");
  raster
    .command("info")
    .description("what a GeoTIFF holds: size, grid, bands, compression")
    .argument("<file>", "GeoTIFF")
    .option("--json", "print one JSON object")
    .option("--stats", "also minimum, maximum and mean of the valid pixels of every band")
    .option("--hash", "also the SHA-256 of every band's little-endian row-major pixels")
    .action(async (file: string, { json, stats, hash }: InfoFlags) => {
      const [{ rasterInfo }, { infoText }] = await Promise.all([
        import("@undercoat/geotiff"),
        import("../print/info-text.ts"),
      ]);
      const info = await rasterInfo(file, { statistics: stats === true, checksums: hash === true });
      process.stdout.write(`${json === true ? JSON.stringify(info) : infoText(info)}\n`);
    });
}
