import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const LAUNCHER = fileURLToPath(new URL("../bin/undercoat.mjs", import.meta.url));

/** What a finished command left. */
export interface Finished {
  /** Exit code, or `null` where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that may still run. */
export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves once stderr holds `text`, or the command has ended. */
  sees(text: string | RegExp): Promise<void>;
}

/** Starts the real command in a process of its own. */
export function start(
  args: readonly string[],
  { cwd, shell }: { cwd?: string; shell?: string } = {},
): Running {
  const command = shell === undefined ? process.execPath : "bash";
  const list =
    shell === undefined
      ? [LAUNCHER, ...args]
      : ["-c", `${shell}\nexec "$0" "$@"`, process.execPath, LAUNCHER, ...args];
  const child = spawn(command, list, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  const seen = (text: string | RegExp) =>
    typeof text === "string" ? stderr.includes(text) : text.test(stderr);
  const sees = (text: string | RegExp) =>
    Promise.race([
      finished.then(() => {}),
      new Promise<void>((resolve) => {
        if (seen(text)) resolve();
        child.stderr.on("data", () => {
          if (seen(text)) resolve();
        });
      }),
    ]);
  return { child, finished, sees };
}

/** Resolves once a file is there, or the command has ended. */
export async function appears(file: string, { finished }: Running): Promise<void> {
  let isOver = false;
  void finished.then(() => {
    isOver = true;
  });
  while (!isOver && !existsSync(file)) await setTimeout(1);
}

/** Runs the real command to its end. */
export function undercoat(
  args: readonly string[],
  options: { cwd?: string; shell?: string } = {},
): Promise<Finished> {
  return start(args, options).finished;
}

/** The last line of stderr that is a message of ours, with `folder` replaced. */
export function messageOf({ stderr }: Finished, folder: string): string {
  const lines = stderr.split("\n").filter((line) => line.startsWith("undercoat: "));
  return (lines.at(-1) ?? `no message: ${stderr}`).replaceAll(folder, "FOLDER");
}
