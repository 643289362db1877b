import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { confusionMatrix } from "../src/index.ts";

const PIXELS = 100_000_000;
const CLASSES = 10;
const WINDOW = 4_000_000;
const PATCH = 256 * 256;
const MINUTES = 60_000;

/** Side of the square map. */
const SIDE = 10_000;

/** Fields of about 90 pixels; the prediction lies 3 pixels off, and one pixel of 200 is a speckle. */
function fields(): readonly [Uint8Array, Uint8Array] {
  const at = (x: number, y: number) => (Math.floor(x / 90) * 7 + Math.floor(y / 80) * 3) % CLASSES;
  const reference = new Uint8Array(PIXELS);
  const predicted = new Uint8Array(PIXELS);
  const next = noise();
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    reference[pixel] = at(x, y);
    predicted[pixel] = next() % 200 === 0 ? next() % CLASSES : at(x + 3, y + 2);
  }
  return [reference, predicted];
}

/** No pixel like the next one: the worst that a map can be. */
function speckles(): readonly [Uint8Array, Uint8Array] {
  const next = noise();
  const make = () => new Uint8Array(PIXELS).map(() => next() % CLASSES);
  return [make(), make()];
}

function noise(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
}

/** Milliseconds of NumPy (and torchmetrics, where there is one) for the same counts, or null without `UNDERCOAT_PYTHON`. */
function peers(reference: Uint8Array, predicted: Uint8Array): Readonly<Record<string, number>> | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "metrics-"));
  try {
    writeFileSync(join(folder, "reference"), reference);
    writeFileSync(join(folder, "predicted"), predicted);
    const script = join(import.meta.dirname, "reference.py");
    return JSON.parse(execFileSync(python, [script, folder, String(CLASSES)], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const scheme = {
  name: "bench",
  classes: Array.from({ length: CLASSES }, (_, value) => ({ value, name: `c${value}` })),
};

function count([reference, predicted]: readonly [Uint8Array, Uint8Array], window: number): void {
  const confusion = confusionMatrix(scheme);
  for (let from = 0; from < PIXELS; from += window)
    confusion.update(reference.subarray(from, from + window), predicted.subarray(from, from + window));
  expect(confusion.counts.reduce((sum, cell) => sum + cell, 0)).toBe(PIXELS);
}

for (const [map, make] of Object.entries({ fields, speckles }))
  test(
    `confusion matrix over ${PIXELS / 1e6} Mpx of ${map}, ${CLASSES} classes`,
    async ({ bench }) => {
      const maps = make();
      const others = peers(...maps);
      const lines = others === null ? ["NumPy: not compared, UNDERCOAT_PYTHON names no Python"] : [];
      for (const window of [WINDOW, PATCH]) {
        const before = process.memoryUsage().rss;
        const result = await bench(`${map}, ${window} pixels at a time`, () => count(maps, window)).run({
          iterations: 8,
          time: 0,
          warmupIterations: 1,
        });
        const own = result.latency.min;
        const grown = (process.memoryUsage().rss - before) / 2 ** 20;
        lines.push(
          `${map}, ${window} pixels at a time: ${own.toFixed(0)} ms, ${(PIXELS / 1000 / own).toFixed(0)} Mpx/s, memory grew by ${grown.toFixed(0)} MiB`,
          ...Object.entries(others ?? {}).map(
            ([peer, ms]) => `· ${peer} ${ms.toFixed(0)} ms, ratio ${(ms / own).toFixed(1)}`,
          ),
        );
        expect(own).toBeGreaterThan(0);
      }
      process.stdout.write(`${lines.join("\n")}\n`);
    },
    5 * MINUTES,
  );
