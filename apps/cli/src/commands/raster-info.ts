import type { Command } from "commander";

interface InfoFlags {
  readonly json?: boolean;
  readonly stats?: boolean;
  readonly hash?: boolean;
  readonly isolated?: boolean;
}

/** `undercoat raster info`: what a GeoTIFF holds. */
export function registerRasterInfo(raster: Command): void {
  raster
    .command("info")
    .description("what a GeoTIFF holds: size, grid, bands, compression, overviews")
    .argument("<file>", "GeoTIFF, or an http(s) address of one")
    .option("--json", "print one JSON object")
    .option("--stats", "also minimum, maximum and mean of the valid pixels of every band")
    .option("--hash", "also the SHA-256 of every band's little-endian row-major pixels")
    .option(
      "--isolated",
      "read in a process of its own with limits on time and memory, for files from strangers",
    )
    .action(async (file: string, { json, stats, hash, isolated }: InfoFlags) => {
      const [{ rasterInfo }, { infoText }] = await Promise.all([
        import("@undercoat/geotiff"),
        import("../print/info-text.ts"),
      ]);
      const info = await rasterInfo(file, {
        statistics: stats === true,
        checksums: hash === true,
        ...(isolated === true ? { isolated: true } : {}),
      });
      process.stdout.write(`${json === true ? JSON.stringify(info) : infoText(info)}\n`);
    });
}
