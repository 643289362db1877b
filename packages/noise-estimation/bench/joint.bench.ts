import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const PIXELS = 10_000_000;
const CLASSES = 10;
const MINUTES = 60_000;
const FASTER = 5;
const MEMORY = 3;

interface Measured {
  readonly milliseconds: number;
  readonly peakBytes: number;
  readonly counts: readonly (readonly number[])[];
}

/** Probabilities with a favourite class each, and labels that are the favourite in four of five. */
function makeData(): { probabilities: Float32Array; labels: Uint8Array } {
  const probabilities = new Float32Array(PIXELS * CLASSES);
  const labels = new Uint8Array(PIXELS);
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const hash = Math.imul(pixel + 1, 0x9e3779b9) >>> 0;
    const favourite = hash % CLASSES;
    labels[pixel] = (hash >>> 8) % 5 === 0 ? (hash >>> 12) % CLASSES : favourite;
    let sum = 0;
    for (let k = 0; k < CLASSES; k++) {
      const weight = 1 + ((Math.imul(hash + k, 0x85ebca6b) >>> 20) & 1023) + (k === favourite ? 3000 : 0);
      probabilities[pixel * CLASSES + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < CLASSES; k++) probabilities[pixel * CLASSES + k]! /= sum;
  }
  return { probabilities, labels };
}

test("confident joint of 10 million pixels and 10 classes", { timeout: 15 * MINUTES }, () => {
  const folder = mkdtempSync(join(tmpdir(), "joint-"));
  try {
    const files = [join(folder, "probabilities"), join(folder, "labels")];
    const { probabilities, labels } = makeData();
    writeFileSync(files[0]!, probabilities);
    writeFileSync(files[1]!, labels);
    const run = (command: string, args: readonly string[]): Measured =>
      JSON.parse(execFileSync(command, [...args, ...files, String(CLASSES)], { encoding: "utf8" }));
    const here = (name: string) => join(import.meta.dirname, name);
    const own = run(process.execPath, ["-C", "@undercoat/source", here("count-joint.ts")]);
    const python = process.env["UNDERCOAT_PYTHON"];
    const reference = python === undefined ? null : run(python, [here("reference.py")]);
    const inputBytes = probabilities.byteLength + labels.byteLength;
    process.stdout.write(`${line("undercoat", own, inputBytes)}\n`);
    if (reference !== null) {
      process.stdout.write(`${line("cleanlab", reference, inputBytes)}\n`);
      expect(own.counts).toEqual(reference.counts);
      expect(reference.milliseconds / own.milliseconds).toBeGreaterThan(FASTER);
    }
    expect(own.peakBytes / inputBytes).toBeLessThan(MEMORY);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function line(name: string, { milliseconds, peakBytes }: Measured, inputBytes: number): string {
  return `${name.padEnd(10)} ${milliseconds.toFixed(0).padStart(7)} ms, peak ${(peakBytes / inputBytes).toFixed(2)} × input`;
}
