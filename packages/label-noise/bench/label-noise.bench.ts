import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { LabelNoiseOptions } from "../src/index.ts";
import { SIDE, town } from "./town.ts";

const MINUTES = 60_000;

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
function reference(): Readonly<Record<string, number>> | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "label-noise-"));
  try {
    const file = join(folder, "labels");
    writeFileSync(file, town().data);
    const script = join(import.meta.dirname, "reference.py");
    return JSON.parse(execFileSync(python, [script, file, String(SIDE)], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Plain Node, as the package is used: here, every call of an imported function would be looked up again. */
function measured(options: LabelNoiseOptions) {
  const script = join(import.meta.dirname, "measure.ts");
  const args = ["--conditions=@undercoat/source", script, JSON.stringify(options)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as {
    readonly milliseconds: number;
    readonly megabytes: number;
    readonly objects: number;
  };
}

test(
  `every noise on ${SIDE}², report included`,
  () => {
    const others = reference();
    if (others === null) process.stdout.write("NumPy: not compared, UNDERCOAT_PYTHON names no Python\n");
    for (const [name, options] of Object.entries(work)) {
      const { milliseconds: own, megabytes, objects } = measured(options);
      const other = others?.[name];
      const ratio =
        other === undefined ? "" : `, reference ${other.toFixed(0)} ms, ratio ${(other / own).toFixed(1)}`;
      process.stdout.write(
        `${name}: ${own.toFixed(0)} ms, ${((SIDE * SIDE) / 1000 / own).toFixed(0)} Mpx/s, ` +
          `${megabytes.toFixed(0)} MB, objects counted in ${objects.toFixed(0)} ms${ratio}\n`,
      );
      expect(own).toBeGreaterThan(0);
    }
  },
  10 * MINUTES,
);
