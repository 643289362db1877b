import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { polygonize } from "../src/index.ts";
import { inPython, ownTime } from "./processes.ts";
import { blobs, LABEL_SIDE } from "./work.ts";

const MINUTES = 60_000;

test(
  `blobs on ${LABEL_SIDE}² pixels, as they are and simplified`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "polygonize-"));
    try {
      const file = join(folder, "labels");
      const labels = blobs();
      writeFileSync(file, labels.data);
      const gdal = inPython("polygonize.py", file, String(LABEL_SIDE));
      if (gdal !== null) expect(polygonize(labels).features).toHaveLength(gdal.polygons ?? 0);
      for (const kind of ["polygonize", "polygonize, simplify 1"]) {
        const own = ownTime(kind, 3);
        const words =
          gdal === null
            ? "GDAL not compared, UNDERCOAT_PYTHON names no Python with osgeo or rasterio"
            : `${gdal.by} without simplifying ${gdal.ms.toFixed(0)} ms, ratio ${(gdal.ms / own.ms).toFixed(2)}`;
        process.stdout.write(`${kind}: ${own.ms.toFixed(0)} ms, ${own.megabytes.toFixed(0)} MB; ${words}\n`);
        expect(own.ms).toBeGreaterThan(0);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  10 * MINUTES,
);
