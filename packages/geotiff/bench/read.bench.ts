import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeGeoTiff, openGeoTiff } from "../src/index.ts";

const SIDE = 3072;
const BANDS = 4;
const WINDOW = 512;
const MINUTES = 60_000;

/** Slow waves and some noise, as images have: deflate makes it about half as large. */
function image(): Uint16Array {
  const data = new Uint16Array(SIDE * SIDE * BANDS);
  let state = 2463534242;
  for (let index = 0; index < data.length; index++) {
    const pixel = Math.floor(index / BANDS);
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const wave = Math.sin((pixel % SIDE) / 300 + (index % BANDS)) + Math.cos(pixel / SIDE / 200);
    data[index] = wave * 800 + 3000 + ((state >>> 8) % 60);
  }
  return data;
}

const work: Readonly<Record<string, (path: string, concurrency: number) => Promise<void>>> = {
  async windows(path, concurrency) {
    const source = await openGeoTiff(path, { concurrency });
    for (let y = 0; y < SIDE; y += WINDOW) {
      for (let x = 0; x < SIDE; x += WINDOW)
        await source.read({ window: { x, y, width: WINDOW, height: WINDOW } });
    }
    await source.close();
  },
  async scan(path, concurrency) {
    const source = await openGeoTiff(path, { concurrency });
    await source.read();
    await source.close();
  },
};

/** Milliseconds of rasterio for the same work, or null where `UNDERCOAT_PYTHON` names no Python with it. */
function reference(path: string): Readonly<Record<string, number>> | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  return JSON.parse(execFileSync(python, [join(import.meta.dirname, "read.py"), path], { encoding: "utf8" }));
}

test(
  `${SIDE}² × ${BANDS} × uint16, tiled, deflate: windows of ${WINDOW}², and a full scan`,
  async ({ bench }) => {
    const folder = mkdtempSync(join(tmpdir(), "read-"));
    try {
      const path = join(folder, "image.tif");
      const grid = { width: SIDE, height: SIDE, geotransform: null, crs: { kind: "unknown" } } as const;
      writeFileSync(path, encodeGeoTiff({ grid, data: image(), bandCount: BANDS }));
      const others = reference(path);
      const lines = others === null ? ["rasterio: not compared, UNDERCOAT_PYTHON names no Python"] : [];
      for (const [name, run] of Object.entries(work)) {
        for (const [kind, concurrency] of [
          ["one thread", 1],
          ["with workers", 4],
        ] as const) {
          const label = `${name}, ${kind}`;
          const result = await bench(label, () => run(path, concurrency)).run({
            iterations: 5,
            time: 0,
            warmupIterations: 1,
          });
          const own = result.latency.min;
          const other = others?.[name];
          lines.push(
            `${label}: ${own.toFixed(0)} ms` +
              (other === undefined
                ? ""
                : `, rasterio ${other.toFixed(0)} ms, ratio ${(other / own).toFixed(2)}`),
          );
          expect(own).toBeGreaterThan(0);
        }
      }
      process.stdout.write(`${lines.join("\n")}\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  5 * MINUTES,
);
