import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type BinaryMap,
  blockMajority,
  connectedComponents,
  contours,
  dilate,
  erode,
  squaredDistance,
} from "../src/index.ts";

const SIDE = 4096;
const MINUTES = 60_000;

/** About thirty thousand round objects, a third of the map. */
function blobs(): BinaryMap {
  const data = new Uint8Array(SIDE * SIDE).map((_, pixel) => {
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    return Math.sin(x / 3.3) + Math.sin(y / 4.1) + Math.sin((x + y) / 37) > 0.9 ? 1 : 0;
  });
  return { width: SIDE, height: SIDE, data };
}

const work: Readonly<Record<string, (map: BinaryMap) => unknown>> = {
  "dilate, disk of 5": (map) => dilate(map, { shape: "disk", radius: 5 }),
  "dilate, square of 5": (map) => dilate(map, { shape: "square", radius: 5 }),
  "erode, disk of 5": (map) => erode(map, { shape: "disk", radius: 5 }),
  "components, 4": (map) => connectedComponents(map),
  "components, 8": (map) => connectedComponents(map, { connectivity: 8 }),
  "squared distance": (map) => squaredDistance(map),
  contours: (map) => contours(map),
  "block majority, 2": (map) => blockMajority(map, { block: 2 }),
};

/** Milliseconds of SciPy and rasterio for the same work, or null where `UNDERCOAT_PYTHON` names no Python with them. */
function reference(map: BinaryMap): Readonly<Record<string, number>> | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "morphology-"));
  try {
    const file = join(folder, "map");
    writeFileSync(file, map.data);
    const script = join(import.meta.dirname, "reference.py");
    return JSON.parse(execFileSync(python, [script, file, String(SIDE)], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test(
  `every operation on ${SIDE}²`,
  async ({ bench }) => {
    const map = blobs();
    const others = reference(map);
    const lines = others === null ? ["SciPy: not compared, UNDERCOAT_PYTHON names no Python"] : [];
    for (const [name, run] of Object.entries(work)) {
      const result = await bench(name, () => run(map)).run({ iterations: 3, time: 0, warmupIterations: 1 });
      const own = result.latency.min;
      const other = others?.[name];
      lines.push(
        `${name}: ${own.toFixed(0)} ms` +
          (other === undefined
            ? ""
            : `, reference ${other.toFixed(0)} ms, ratio ${(other / own).toFixed(1)}`),
      );
      expect(own).toBeGreaterThan(0);
    }
    process.stdout.write(`${lines.join("\n")}\n`);
  },
  5 * MINUTES,
);
