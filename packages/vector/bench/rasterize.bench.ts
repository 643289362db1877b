import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFlatGeobuf } from "../src/index.ts";
import { inPython, ownTime } from "./processes.ts";
import { burnt, crs, POLYGONS, RASTER_SIDE, stars } from "./work.ts";

const MINUTES = 60_000;

test(
  `${POLYGONS} polygons onto ${RASTER_SIDE}² pixels, in memory`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "rasterize-"));
    try {
      const [file, out] = [join(folder, "features.fgb"), join(folder, "out.raw")];
      const features = stars();
      await writeFlatGeobuf(file, features, { crs });
      const gdal = inPython("rasterize.py", file, String(RASTER_SIDE), out);
      const own = ownTime("rasterize", 6);
      const words =
        gdal === null
          ? "GDAL not compared, UNDERCOAT_PYTHON names no Python with osgeo"
          : `${gdal.by} ${gdal.ms.toFixed(0)} ms, ratio ${(gdal.ms / own.ms).toFixed(2)}`;
      process.stdout.write(`rasterize: ${own.ms.toFixed(0)} ms, ${own.megabytes.toFixed(0)} MB; ${words}\n`);
      // GDAL takes the features in the order of the file's index, so only what is burnt at all is the same
      if (gdal !== null) {
        const isBurnt = (data: Uint8Array) => data.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
        expect(isBurnt(burnt(features).data)).toBe(isBurnt(readFileSync(out)));
      }
      expect(own.ms).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  5 * MINUTES,
);
