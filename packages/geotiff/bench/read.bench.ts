import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeGeoTiff } from "../src/index.ts";
import { type Measured, SIDE, WINDOW } from "./read-work.ts";

const BANDS = 4;
const MINUTES = 60_000;
/** Ours and the peer's take turns, so that a busy moment of the machine meets both; the best of each counts. */
const ROUNDS = 4;

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

/** Milliseconds of rasterio for the same work, or null where `UNDERCOAT_PYTHON` names no Python with it. */
function reference(path: string): Measured | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  return JSON.parse(execFileSync(python, [join(import.meta.dirname, "read.py"), path], { encoding: "utf8" }));
}

/** The same work in a process of its own, as rasterio's is, and without the test runner's wrappers around imports. */
function measured(path: string): Measured {
  const script = join(import.meta.dirname, "read-work.ts");
  const args = ["--conditions=@undercoat/source", script, path];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

/** The least of each entry. */
function bestOf(rounds: readonly Measured[]): Measured {
  const best: Record<string, number> = {};
  for (const round of rounds)
    for (const [label, time] of Object.entries(round)) best[label] = Math.min(best[label] ?? time, time);
  return best;
}

test(
  `${SIDE}² × ${BANDS} × uint16, tiled, deflate: windows of ${WINDOW}², and a full scan`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "read-"));
    try {
      const path = join(folder, "image.tif");
      const grid = { width: SIDE, height: SIDE, geotransform: null, crs: { kind: "unknown" } } as const;
      writeFileSync(path, encodeGeoTiff({ grid, data: image(), bandCount: BANDS }));
      const rounds = Array.from({ length: ROUNDS }, () => ({ own: measured(path), other: reference(path) }));
      const lines =
        rounds[0]?.other == null ? ["rasterio: not compared, UNDERCOAT_PYTHON names no Python"] : [];
      const others = bestOf(rounds.map(({ other }) => other ?? {}));
      for (const [label, own] of Object.entries(bestOf(rounds.map((round) => round.own)))) {
        const other = others[label.split(",")[0] ?? ""];
        const words =
          other === undefined ? "" : `, rasterio ${other.toFixed(0)} ms, ratio ${(other / own).toFixed(2)}`;
        lines.push(`${label}: ${own.toFixed(0)} ms${words}`);
        expect(own).toBeGreaterThan(0);
      }
      process.stdout.write(`${lines.join("\n")}\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  5 * MINUTES,
);
