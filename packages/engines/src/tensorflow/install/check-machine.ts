import { makeFolder } from "@undercoat/files";
import { EnginesError } from "../../errors.ts";
import { engineNameOf } from "../versions.ts";
import type { InstallContext, InstallStep, Tool } from "./install-step.ts";
import { runTool } from "./run-tool.ts";

/** The oldest C library that TensorFlow's wheels run with (`manylinux_2_27`). */
const GLIBC = [2, 27] as const;

const TOOLS: Readonly<Record<Tool, readonly [command: string[], what: string, fix: string]>> = {
  npm: [["npm", "--version"], "npm", "install Node.js with npm"],
  python3: [
    ["python3", "-m", "pip", "--version"],
    "Python 3 with pip",
    "install it (Debian, Ubuntu: apt install python3-pip; Fedora: dnf install python3-pip)",
  ],
  "g++": [
    ["g++", "--version"],
    "the C++ compiler g++",
    "install it (Debian, Ubuntu: apt install g++; Fedora: dnf install gcc-c++)",
  ],
};

/**
 * Refuses a machine without the programs or the disk space that the steps left to do need.
 *
 * @returns One line about the machine.
 * @throws {EnginesError} `INSTALL_REFUSED`.
 */
export async function checkMachine(context: InstallContext, steps: readonly InstallStep[]): Promise<string> {
  await refuseMissingTools(context, steps);
  await makeFolder(context.folder.folder);
  const free = refuseFullDisk(context, steps);
  const { platform, architecture, glibc } = context.machine;
  return `${platform} ${architecture}, glibc ${glibc}, ${gigabytes(free)} free in ${context.cache}`;
}

/** @throws {EnginesError} `INSTALL_REFUSED` on a system that TensorFlow's wheels are not made for. */
export function refuseSystem({ device, machine }: InstallContext): void {
  const { platform, architecture, glibc, avx, nvidia } = machine;
  const engine = `engine "${engineNameOf(device)}"`;
  if (platform !== "linux" || architecture !== "x64") {
    throw refused(
      `${engine} cannot be installed on ${platform} ${architecture} yet, only on linux x64; use "onnxruntime" or "wasm"`,
      { platform, architecture },
    );
  }
  if (glibc === null) {
    throw refused(
      `${engine} needs the C library glibc, this system has another (such as musl on Alpine); use "onnxruntime" or "wasm"`,
    );
  }
  const [major = 0, minor = 0] = glibc.split(".").map(Number);
  if (major < GLIBC[0] || (major === GLIBC[0] && minor < GLIBC[1])) {
    throw refused(
      `glibc is ${glibc}, ${engine} needs ${GLIBC.join(".")} or newer; use a newer system, or "wasm"`,
      { glibc },
    );
  }
  if (avx === false) throw refused(`this processor has no AVX, which ${engine} needs; use "wasm"`);
  if (device === "gpu" && !nvidia) {
    throw refused(
      `${engine} needs an NVIDIA GPU, and no driver of one is found; install the driver (nvidia-smi shows it), or install without --gpu`,
    );
  }
}

async function refuseMissingTools(context: InstallContext, steps: readonly InstallStep[]): Promise<void> {
  for (const tool of new Set(steps.flatMap(({ tools }) => tools))) {
    const [[command = "", ...args], what, fix] = TOOLS[tool];
    try {
      await runTool(context, command, args);
    } catch (cause) {
      throw refused(
        `${what} is needed and does not run here; ${fix}, then repeat the command`,
        { tool },
        cause,
      );
    }
  }
}

function refuseFullDisk(context: InstallContext, steps: readonly InstallStep[]): number {
  const free = context.machine.freeBytes(context.folder.folder);
  const needed = steps.reduce((sum, { bytes }) => sum + bytes(context), 0);
  if (free >= needed) return free;
  throw refused(
    `${gigabytes(free)} are free in ${context.cache}, ${gigabytes(needed)} are needed; free some space or choose another folder (--cache)`,
    { free, needed },
  );
}

/** Bytes as text, such as `"1.2 GB"`. */
export function gigabytes(bytes: number): string {
  return bytes < 1e8 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function refused(message: string, context: Record<string, unknown> = {}, cause?: unknown): EnginesError {
  return new EnginesError("INSTALL_REFUSED", { message, context, ...(cause === undefined ? {} : { cause }) });
}
