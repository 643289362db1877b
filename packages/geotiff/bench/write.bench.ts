import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { convertGeoTiff, createGeoTiff, openGeoTiff } from "../src/index.ts";

const SIDE = 8192;
const BANDS = 3;
const ROWS = 256;
const MINUTES = 60_000;

/** Slow waves and some noise, as images have, written uncompressed: every writer reads it from the disk. */
async function writeSource(path: string): Promise<void> {
  const grid = { width: SIDE, height: SIDE, geotransform: null, crs: { kind: "unknown" } } as const;
  const writer = await createGeoTiff(path, {
    grid,
    sampleType: "uint8",
    bandCount: BANDS,
    compression: "none",
  });
  const data = new Uint8Array(SIDE * ROWS * BANDS);
  let state = 2463534242;
  for (let y = 0; y < SIDE; y += ROWS) {
    for (let index = 0; index < data.length; index++) {
      const pixel = y * SIDE + Math.floor(index / BANDS);
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const wave = Math.sin((pixel % SIDE) / 300 + (index % BANDS)) + Math.cos(pixel / SIDE / 200);
      data[index] = wave * 50 + 120 + ((state >>> 8) % 8);
    }
    await writer.write({ x: 0, y, width: SIDE, height: ROWS }, { data, validity: null });
  }
  await writer.finish();
}

async function convert(from: string, to: string, compression: "deflate" | "zstd"): Promise<number> {
  const start = performance.now();
  const source = await openGeoTiff(from);
  for await (const _ of convertGeoTiff(source, to, { compression, overviews: "average" }));
  await source.close();
  return performance.now() - start;
}

type Reference = Readonly<Record<string, readonly [ms: number, bytes: number]>>;

/** Milliseconds and bytes of GDAL's COG driver, or null where `UNDERCOAT_PYTHON` names no Python with rasterio. */
function reference(from: string, to: string, threads: string): Reference | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const script = join(import.meta.dirname, "write.py");
  return JSON.parse(execFileSync(python, [script, from, to, threads], { encoding: "utf8" }));
}

test(
  `a COG of ${SIDE}² × ${BANDS} × uint8 with overviews, out of an uncompressed file`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "write-"));
    try {
      const [from, to] = [join(folder, "source.tif"), join(folder, "cog.tif")];
      await writeSource(from);
      const others = ["1", "ALL_CPUS"].map(
        (threads) => [threads, reference(from, join(folder, "gdal.tif"), threads)] as const,
      );
      for (const compression of ["deflate", "zstd"] as const) {
        const own = Math.min(await convert(from, to, compression), await convert(from, to, compression));
        const size = (statSync(to).size / 1e6).toFixed(0);
        const words = others.map(([threads, found]) => {
          const [ms, bytes] = found?.[compression] ?? [];
          if (ms === undefined || bytes === undefined)
            return "GDAL not compared, UNDERCOAT_PYTHON names no Python";
          const ratio = (ms / own).toFixed(2);
          return `GDAL with threads ${threads} ${ms.toFixed(0)} ms, ${(bytes / 1e6).toFixed(0)} MB, ratio ${ratio}`;
        });
        process.stdout.write(`COG, ${compression}: ${own.toFixed(0)} ms, ${size} MB; ${words.join("; ")}\n`);
        expect(own).toBeGreaterThan(0);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  10 * MINUTES,
);
