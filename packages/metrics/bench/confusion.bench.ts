import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { confusionMatrix } from "../src/index.ts";

const PIXELS = 100_000_000;
const CLASSES = 10;
const WINDOW = 4_000_000;
const MINUTES = 60_000;

/** A map of fields a hundred pixels wide, and a prediction that errs in every eleventh pixel. */
function maps(): readonly [Uint8Array, Uint8Array] {
  const reference = new Uint8Array(PIXELS);
  const predicted = new Uint8Array(PIXELS);
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const field = (Math.floor(pixel / 100) * 7) % CLASSES;
    reference[pixel] = field;
    predicted[pixel] = pixel % 11 === 0 ? (field + (pixel % CLASSES)) % CLASSES : field;
  }
  return [reference, predicted];
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

test(
  `confusion matrix over ${PIXELS / 1e6} Mpx, ${CLASSES} classes`,
  async ({ bench }) => {
    const [reference, predicted] = maps();
    const others = peers(reference, predicted);
    const count = (window: number) => () => {
      const confusion = confusionMatrix({
        name: "bench",
        classes: Array.from({ length: CLASSES }, (_, value) => ({ value, name: `c${value}` })),
      });
      for (let from = 0; from < PIXELS; from += window)
        confusion.update(reference.subarray(from, from + window), predicted.subarray(from, from + window));
      expect(confusion.counts.reduce((sum, cell) => sum + cell, 0)).toBe(PIXELS);
    };
    const lines = others === null ? ["NumPy: not compared, UNDERCOAT_PYTHON names no Python"] : [];
    for (const [name, window] of [
      ["windows of 4 Mpx", WINDOW],
      ["patches of 256²", 65_536],
    ] as const) {
      const before = process.memoryUsage().rss;
      const result = await bench(name, count(window)).run({ iterations: 4, time: 0, warmupIterations: 1 });
      const own = result.latency.min;
      const grown = (process.memoryUsage().rss - before) / 2 ** 20;
      const ratios = Object.entries(others ?? {}).map(
        ([peer, ms]) => `${peer} ${ms.toFixed(0)} ms, ratio ${(ms / own).toFixed(1)}`,
      );
      lines.push(
        `${name}: ${own.toFixed(0)} ms, ${(PIXELS / 1000 / own).toFixed(0)} Mpx/s, memory grew by ${grown.toFixed(0)} MiB`,
        ...ratios,
      );
      expect(own).toBeGreaterThan(0);
    }
    process.stdout.write(`${lines.join("\n")}\n`);
  },
  5 * MINUTES,
);
