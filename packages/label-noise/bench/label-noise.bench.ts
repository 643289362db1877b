import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRng } from "@undercoat/random";
import { type LabelMap, labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { type LabelNoiseOptions, labelNoise } from "../src/index.ts";

const SIDE = 4096;
const OBJECTS = 5000;
const MINUTES = 60_000;
const REPEATS = 3;

/** Five classes in bands, and 5 000 rectangles of 10 to 40 pixels that do not touch. */
function town(): LabelMap {
  const rng = createRng(1);
  const data = new Uint8Array(SIDE * SIDE).map((_, pixel) =>
    Math.floor(pixel / SIDE / 512) % 2 === 0 ? 0 : 2,
  );
  const cells = Math.ceil(Math.sqrt(OBJECTS));
  const side = Math.floor(SIDE / cells);
  for (let cell = 0; cell < OBJECTS; cell++) {
    const [width, height] = [10 + rng.int(31), 10 + rng.int(31)];
    const x = (cell % cells) * side + 1 + rng.int(side - width - 2);
    const y = Math.floor(cell / cells) * side + 1 + rng.int(side - height - 2);
    for (let row = y; row < y + height; row++) data.fill(1, row * SIDE + x, row * SIDE + x + width);
  }
  const scheme = {
    name: "town",
    classes: ["ground", "building", "grass", "water", "road"].map((name, value) => ({ value, name })),
  };
  return labelMap({ width: SIDE, height: SIDE, scheme, data });
}

const classes = ["building"];
const work: Readonly<Record<string, LabelNoiseOptions>> = {
  "class-conditional": { kind: "class-conditional", rate: 0.3 },
  "class-conditional, by place": { kind: "class-conditional", rate: 0.3, draws: "place" },
  "omission of 5 000 objects": { kind: "omission", probability: 0.3, classes },
  "commission of 1 500 objects": { kind: "commission", rate: 0.3, classes },
  "shift of 5 000 objects": { kind: "object-shift", distance: 10, classes },
  "rotation of 5 000 objects": { kind: "object-affine", rotation: 30, classes },
  "dilation by 5": { kind: "boundary", radius: 5, direction: "dilate", distance: "fixed", classes },
  "boundary, a radius up to 5 per object": { kind: "boundary", radius: 5, classes },
  "coarsening to 10": { kind: "coarsening", block: 10 },
  "coarsening to 50": { kind: "coarsening", block: 50 },
  misregistration: { kind: "misregistration", shift: [7, -3] },
  displacement: { kind: "displacement", distance: 4 },
  "elastic, sigma 5": { kind: "elastic", alpha: 30 },
  "missing tiles": { kind: "missing-tiles", probability: 0.1 },
  "resampled ids": { kind: "resampled-ids", scale: 1.03 },
};

/** Milliseconds of NumPy and SciPy for the same work, or null where `UNDERCOAT_PYTHON` names no Python with them. */
function reference({ data }: LabelMap): Readonly<Record<string, number>> | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "label-noise-"));
  try {
    const file = join(folder, "labels");
    writeFileSync(file, data);
    const script = join(import.meta.dirname, "reference.py");
    return JSON.parse(execFileSync(python, [script, file, String(SIDE)], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Least processor time of three runs in milliseconds: other work on the machine slows it less than wall time. */
function leastMilliseconds(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const before = process.cpuUsage();
    expect(run()).toBeDefined();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Megabytes of arrays beyond the input after a run: its result, and what it needed that was not yet taken back. */
function megabytes(run: () => unknown): number {
  const before = process.memoryUsage().arrayBuffers;
  expect(run()).toBeDefined();
  return (process.memoryUsage().arrayBuffers - before) / 1e6;
}

test(
  `every noise on ${SIDE}², report included`,
  () => {
    const labels = town();
    const others = reference(labels);
    if (others === null) process.stdout.write("NumPy: not compared, UNDERCOAT_PYTHON names no Python\n");
    for (const [name, options] of Object.entries(work)) {
      const noise = labelNoise(options);
      const run = () => noise.apply(labels, createRng(0));
      const own = leastMilliseconds(run);
      const other = others?.[name];
      const speed = `${own.toFixed(0)} ms, ${((SIDE * SIDE) / 1000 / own).toFixed(0)} Mpx/s`;
      const ratio =
        other === undefined ? "" : `, reference ${other.toFixed(0)} ms, ratio ${(other / own).toFixed(1)}`;
      process.stdout.write(`${name}: ${speed}, ${megabytes(run).toFixed(0)} MB${ratio}\n`);
    }
    const { report } = labelNoise(work["shift of 5 000 objects"]!).apply(labels, createRng(0));
    const before = process.cpuUsage();
    expect(report.objects).toHaveLength(5);
    const counting = process.cpuUsage(before).user / 1000;
    process.stdout.write(`counting objects lost, added and moved: ${counting.toFixed(0)} ms\n`);
  },
  10 * MINUTES,
);
