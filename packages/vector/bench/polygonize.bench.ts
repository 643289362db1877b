import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRng } from "@undercoat/random";
import { type LabelMap, labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { polygonize } from "../src/index.ts";

const SIDE = 4096;
const CELL = 8;
const CLASSES = 4;
const MINUTES = 60_000;

/** Blobs about 12 pixels across: the class whose smooth random field is highest. */
function blobs(): LabelMap {
  const rng = createRng(1);
  const stride = SIDE / CELL + 1;
  const fields = Array.from({ length: CLASSES }, () =>
    Float32Array.from({ length: stride * stride }, () => rng.next()),
  );
  const data = new Uint8Array(SIDE * SIDE).map((_, pixel) => {
    const [x, y] = [(pixel % SIDE) / CELL, Math.floor(pixel / SIDE) / CELL];
    const [across, down] = [x % 1, y % 1];
    const at = Math.floor(y) * stride + Math.floor(x);
    const heights = fields.map((field) => {
      const top = field[at]! * (1 - across) + field[at + 1]! * across;
      return (
        top * (1 - down) + (field[at + stride]! * (1 - across) + field[at + stride + 1]! * across) * down
      );
    });
    return heights.indexOf(Math.max(...heights));
  });
  const classes = [0, 1, 2, 3].map((value) => ({ value, name: `class ${value}` }));
  const scheme = { name: "four", classes };
  return labelMap({ width: SIDE, height: SIDE, geotransform: [0, 1, 0, 0, 0, -1], scheme, data });
}

interface Reference {
  readonly by: string;
  readonly ms: number;
  readonly polygons: number;
}

/** GDAL's time, or null where `UNDERCOAT_PYTHON` names no Python. */
function reference({ data }: LabelMap): Reference | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "polygonize-"));
  try {
    const file = join(folder, "labels");
    writeFileSync(file, data);
    const script = join(import.meta.dirname, "polygonize.py");
    return JSON.parse(execFileSync(python, [script, file, String(SIDE)], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test(
  `blobs on ${SIDE}² pixels, as they are and simplified`,
  async ({ bench }) => {
    const labels = blobs();
    const other = reference(labels);
    const lines = other === null ? ["GDAL not compared, UNDERCOAT_PYTHON names no Python"] : [];
    for (const [name, options] of [
      ["polygonize", {}],
      ["polygonize, simplify 1", { simplify: 1 }],
    ] as const) {
      let count = 0;
      const result = await bench(name, () => {
        count = polygonize(labels, options).features.length;
      }).run({ iterations: 2, time: 0, warmupIterations: 1 });
      const own = result.latency.min;
      if (other !== null) expect(count).toBe(other.polygons);
      const words = other === null ? "" : `; ${other.by} without simplifying ${other.ms.toFixed(0)} ms`;
      const ratio = other === null ? "" : `, ratio ${(other.ms / own).toFixed(2)}`;
      lines.push(`${name}: ${own.toFixed(0)} ms, ${count} polygons${words}${ratio}`);
    }
    process.stdout.write(`${lines.join("\n")}\n`);
  },
  10 * MINUTES,
);
