import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Grid, labelMap, raster, resampleLabels, resampleRaster } from "../src/index.ts";

const SIDE = 4096;
const BANDS = 4;
const MINUTES = 60_000;
const crs = { kind: "epsg", code: 32632 } as const;
const place = {
  width: SIDE,
  height: SIDE,
  geotransform: [500_000, 0.5, 0, 5_000_000, 0, -0.5],
  crs,
} as const;

const labels = labelMap({
  ...place,
  scheme: { name: "four", classes: [0, 1, 2, 3].map((value) => ({ value, name: `class ${value}` })) },
  data: new Uint8Array(SIDE * SIDE).map((_, pixel) => (Math.imul(pixel >> 3, 0x9e3779b9) >>> 28) & 3),
});
const image = raster({
  ...place,
  bands: Array.from({ length: BANDS }, (_, band) => ({ name: `b${band}` })),
  data: new Float32Array(SIDE * SIDE * BANDS).map((_, i) => Math.imul(i, 0x9e3779b9) >>> 24),
});

/** The same ground in pixels `step` times as large, moved by part of a pixel and turned by `degrees`. */
function grid(step: number, degrees = 0): Grid {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const size = Math.floor(SIDE / step);
  const across = 0.5 * step * cos;
  const down = 0.5 * step * sin;
  return {
    width: size,
    height: size,
    geotransform: [500_000.15, across, -down, 4_999_999.7, -down, -across],
    crs,
  };
}

const work: Readonly<Record<string, () => unknown>> = {
  "labels, nearest": () => resampleLabels(labels, grid(1)),
  "labels, nearest, turned": () => resampleLabels(labels, grid(1, 5)),
  "labels, mode, 1/4": () => resampleLabels(labels, grid(4), { method: "mode" }),
  "image, nearest": () => resampleRaster(image, grid(1), { method: "nearest" }),
  "image, bilinear": () => resampleRaster(image, grid(1), { method: "bilinear" }),
  "image, bilinear, turned": () => resampleRaster(image, grid(1, 5), { method: "bilinear" }),
  "image, average, 1/4": () => resampleRaster(image, grid(4), { method: "average" }),
  "image, average, 1/1.7": () => resampleRaster(image, grid(1.7), { method: "average" }),
};

/** Milliseconds of rasterio for the same work, or null where `UNDERCOAT_PYTHON` names no Python with it. */
function reference(): Readonly<Record<string, number>> | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "resample-"));
  try {
    const [labelFile, imageFile] = [join(folder, "labels"), join(folder, "image")];
    writeFileSync(labelFile, labels.data);
    writeFileSync(imageFile, image.data);
    const script = join(import.meta.dirname, "reference.py");
    return JSON.parse(
      execFileSync(python, [script, labelFile, imageFile, String(SIDE)], { encoding: "utf8" }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test(
  `${SIDE}² labels, and ${SIDE}² pixels of ${BANDS} bands`,
  async ({ bench }) => {
    const others = reference();
    const lines = others === null ? ["rasterio: not compared, UNDERCOAT_PYTHON names no Python"] : [];
    for (const [name, run] of Object.entries(work)) {
      const result = await bench(name, run).run({ iterations: 3, time: 0, warmupIterations: 1 });
      const own = result.latency.min;
      const other = others?.[name];
      lines.push(
        `${name}: ${own.toFixed(0)} ms` +
          (other === undefined ? "" : `, rasterio ${other.toFixed(0)} ms, ratio ${(other / own).toFixed(1)}`),
      );
      expect(own).toBeGreaterThan(0);
    }
    process.stdout.write(`${lines.join("\n")}\n`);
  },
  5 * MINUTES,
);
