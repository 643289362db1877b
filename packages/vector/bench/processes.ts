import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Measured } from "./work.ts";

/** What a script measured. */
export interface Reference {
  /** Name and version of what it measured. */
  readonly by: string;
  /** Milliseconds of the best run. */
  readonly ms: number;
  readonly polygons?: number;
}

/** What a script beside this file prints, or null where `UNDERCOAT_PYTHON` names no Python that can run it. */
export function inPython(script: string, ...args: readonly string[]): Reference | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const text = execFileSync(python, [join(import.meta.dirname, script), ...args], { encoding: "utf8" });
  return JSON.parse(text);
}

/** The same work in a process of its own, as GDAL's is, and without the test runner's wrappers around imports. */
export function ownTime(kind: string, runs: number): Measured {
  const args = ["--conditions=@undercoat/source", join(import.meta.dirname, "work.ts"), kind, String(runs)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}
