import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { type Feature, rasterize, writeFlatGeobuf } from "../src/index.ts";

const SIDE = 8192;
const COUNT = 100_000;
const MINUTES = 60_000;
const crs = { kind: "epsg", code: 32632 } as const;
const grid = { width: SIDE, height: SIDE, geotransform: [0, 1, 0, SIDE, 0, -1], crs } as const;
const scheme = { name: "values", classes: [0, 1, 2, 3, 4, 5].map((value) => ({ value, name: `${value}` })) };

/** Stars of 5 to 20 corners and 2 to 40 pixels across, anywhere. */
function polygons(): Feature[] {
  const rng = createRng(1);
  return Array.from({ length: COUNT }, () => {
    const [x, y, radius] = [rng.next() * SIDE, rng.next() * SIDE, 1 + rng.next() * 19];
    const corners = 5 + Math.floor(rng.next() * 16);
    const ring = Array.from({ length: corners }, (_, corner) => {
      const [angle, length] = [(2 * Math.PI * corner) / corners, radius * (0.4 + 0.6 * rng.next())];
      return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
    });
    const geometry = { type: "Polygon", coordinates: [[...ring, ring[0]!]] } as const;
    return { type: "Feature", properties: { value: 1 + Math.floor(rng.next() * 5) }, geometry };
  });
}

/** Milliseconds and pixels of GDAL, or null where `UNDERCOAT_PYTHON` names no Python with osgeo. */
async function reference(features: readonly Feature[]): Promise<{ ms: number; data: Uint8Array } | null> {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "rasterize-"));
  try {
    const [file, out] = [join(folder, "features.fgb"), join(folder, "out.raw")];
    await writeFlatGeobuf(file, features, { crs });
    const script = join(import.meta.dirname, "rasterize.py");
    const ms = Number(execFileSync(python, [script, file, String(SIDE), out], { encoding: "utf8" }));
    return { ms, data: readFileSync(out) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test(
  `${COUNT} polygons onto ${SIDE}² pixels`,
  async ({ bench }) => {
    const features = polygons();
    const burn = ({ properties }: Feature) => ({ classIndex: Number(properties["value"]) });
    const work = () => rasterize(features, { grid, scheme, burn });
    const result = await bench("rasterize", () => {
      work();
    }).run({ iterations: 5, time: 0, warmupIterations: 1 });
    const own = result.latency.min;
    const other = await reference(features);
    const words =
      other === null
        ? "GDAL not compared, UNDERCOAT_PYTHON names no Python with osgeo"
        : `GDAL ${other.ms.toFixed(0)} ms, ratio ${(other.ms / own).toFixed(2)}`;
    process.stdout.write(`rasterize: ${own.toFixed(0)} ms; ${words}\n`);
    expect(own).toBeGreaterThan(0);
  },
  5 * MINUTES,
);
