import { statfs } from "node:fs/promises";
import { cpus, freemem, totalmem } from "node:os";
import { type EngineListing, engineList, useEngine } from "@undercoat/engines";
import { gradientReport } from "@undercoat/tensor";

/** One thing that was looked at. */
export interface MachineCheck {
  readonly name: string;
  readonly state: "ok" | "warning" | "failed";
  readonly found: string;
  /** What to do, where there is something to do. */
  readonly fix: string | null;
}

/** What {@link examineMachine} found; `healthy` where nothing failed. */
export interface MachineReport {
  readonly healthy: boolean;
  readonly checks: readonly MachineCheck[];
}

const GIBIBYTE = 2 ** 30;
/** Largest difference from finite differences in float32; a wrong gradient is off by 0.1 or more. */
const GRADIENT_TOLERANCE = 0.02;

/**
 * Looks at Node, processor, memory, disk and every engine, whose gradients are compared with finite differences.
 *
 * @param folder - Where runs will be written.
 */
export async function examineMachine(folder: string): Promise<MachineReport> {
  const checks = [checkNode(), checkCores(), checkMemory(), await checkDisk(folder)];
  for (const { name, missing } of await engineList())
    if (missing === null) checks.push(await checkEngine(name));
  return { healthy: checks.every(({ state }) => state !== "failed"), checks };
}

function checkNode(): MachineCheck {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const fits = major === 22 && minor >= 18;
  return {
    name: "Node",
    state: fits ? "ok" : "failed",
    found: process.version,
    fix: fits ? null : "install Node 22.18 or later, below 23",
  };
}

function checkCores(): MachineCheck {
  const count = cpus().length;
  return {
    name: "processor",
    state: count > 1 ? "ok" : "warning",
    found: `${count} core(s)`,
    fix: count > 1 ? null : "runs take twice as long as on two cores",
  };
}

function checkMemory(): MachineCheck {
  const [free, total] = [freemem() / GIBIBYTE, totalmem() / GIBIBYTE];
  const enough = free >= 2;
  return {
    name: "memory",
    state: enough ? "ok" : "warning",
    found: `${free.toFixed(1)} of ${total.toFixed(1)} GiB free`,
    fix: enough ? null : "the demo needs up to 2 GiB: close programs, or set workers=1",
  };
}

async function checkDisk(folder: string): Promise<MachineCheck> {
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / GIBIBYTE;
  return {
    name: "disk",
    state: free >= 1 ? "ok" : "warning",
    found: `${free.toFixed(1)} GiB free in ${folder}`,
    fix: free >= 1 ? null : "free some space: a run keeps its models and maps",
  };
}

async function checkEngine(name: EngineListing["name"]): Promise<MachineCheck> {
  const label = `engine "${name}"`;
  try {
    await useEngine(name);
    const rows = await gradientReport();
    const wrong = rows.filter(({ error }) => !(error <= GRADIENT_TOLERANCE)).map((row) => row.name);
    if (wrong.length === 0)
      return {
        name: label,
        state: "ok",
        found: `starts; ${rows.length} gradients agree with finite differences`,
        fix: null,
      };
    return {
      name: label,
      state: "failed",
      found: `wrong gradients: ${wrong.join(", ")}`,
      fix: "do not train on it; choose another --engine",
    };
  } catch (error) {
    return { name: label, state: "failed", found: (error as Error).message, fix: "choose another --engine" };
  }
}
