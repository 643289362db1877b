import { execFile } from "node:child_process";
import { readFile, statfs } from "node:fs/promises";
import { availableParallelism, freemem, totalmem } from "node:os";
import { promisify } from "node:util";
import { checkEngines } from "./engines/check-engines.ts";

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
const run = promisify(execFile);

/**
 * Looks at Node, processor, memory, disk, compilers, graphics processor and every engine that is installed, whose
 * gradients are compared with finite differences in a process of its own.
 *
 * @param folder - Where runs will be written.
 * @param options - `determinism`: every engine also does 10 steps twice and tells the first difference.
 */
export async function examineMachine(
  folder: string,
  { determinism = false }: { readonly determinism?: boolean } = {},
): Promise<MachineReport> {
  const limits = await containerLimits();
  const checks = [
    checkNode(),
    checkCores(limits),
    checkMemory(limits),
    await checkDisk(folder),
    await checkCompiler(),
    await checkPython(),
    await checkGraphics(),
    ...(await checksOfEngines(determinism)),
  ];
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

/** What a container allows; `null` where there is no limit. */
interface Limits {
  readonly cores: number | null;
  readonly bytes: number | null;
}

/** Limits of control groups, version 2; other systems have none that can be read like this. */
async function containerLimits(): Promise<Limits> {
  const read = (file: string) => readFile(`/sys/fs/cgroup/${file}`, "utf8").catch(() => "max");
  const [quota = "max", period = "100000"] = (await read("cpu.max")).trim().split(" ");
  const bytes = (await read("memory.max")).trim();
  return {
    cores: quota === "max" ? null : Number(quota) / Number(period),
    bytes: bytes === "max" ? null : Number(bytes),
  };
}

function checkCores({ cores }: Limits): MachineCheck {
  const count = availableParallelism();
  const allowed =
    cores === null || cores >= count ? "" : `, of which a container limit leaves ${cores.toFixed(1)}`;
  const usable = Math.min(count, cores ?? count);
  return {
    name: "processor",
    state: usable > 1 ? "ok" : "warning",
    found: `${count} core(s)${allowed}`,
    fix: usable > 1 ? null : "runs take twice as long as on two cores",
  };
}

function checkMemory({ bytes }: Limits): MachineCheck {
  const limited = bytes !== null && bytes < totalmem();
  const total = Math.min(totalmem(), bytes ?? totalmem()) / GIBIBYTE;
  const free = Math.min(freemem() / GIBIBYTE, total);
  const enough = free >= 2;
  return {
    name: "memory",
    state: enough ? "ok" : "warning",
    found: `${free.toFixed(1)} of ${total.toFixed(1)} GiB free${limited ? " (a container limit)" : ""}`,
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

async function checkCompiler(): Promise<MachineCheck> {
  const version = await firstLine("g++", ["--version"]);
  return {
    name: "compiler",
    state: version === null ? "warning" : "ok",
    found: version ?? "no g++",
    fix:
      version === null
        ? 'only "engine install tensorflow" needs it: install g++ (Debian: build-essential)'
        : null,
  };
}

async function checkPython(): Promise<MachineCheck> {
  const version = await firstLine("python3", ["-m", "pip", "--version"]);
  return {
    name: "Python with pip",
    state: version === null ? "warning" : "ok",
    found: version ?? "none",
    fix: version === null ? 'only "engine install tensorflow" needs it: install Python 3 with pip' : null,
  };
}

async function checkGraphics(): Promise<MachineCheck> {
  const name = await firstLine("nvidia-smi", ["--query-gpu=name,driver_version", "--format=csv,noheader"]);
  return {
    name: "graphics processor",
    state: "ok",
    found: name ?? "no NVIDIA driver: the engines for the processor are used",
    fix: name === null ? null : "undercoat engine install tensorflow --gpu",
  };
}

/** The first line a command prints, or `null` where it does not run. */
async function firstLine(command: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await run(command, [...args], { timeout: 10_000 });
    return stdout.split("\n")[0]?.trim() || null;
  } catch {
    return null;
  }
}

async function checksOfEngines(determinism: boolean): Promise<MachineCheck[]> {
  const checks: MachineCheck[] = [];
  for await (const { engine, checks: found } of checkEngines({
    names: [],
    threads: 1,
    only: ["starts", "gradients", ...(determinism ? (["determinism"] as const) : [])],
  })) {
    const failed = found.find(({ passed }) => !passed);
    checks.push({
      name: `engine "${engine}"`,
      state: failed ? "failed" : "ok",
      found: failed?.found ?? found.at(-1)!.found,
      fix: failed ? "do not train on it; choose another --engine" : null,
    });
  }
  return checks;
}
