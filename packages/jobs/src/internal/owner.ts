import { readFileSync, readlinkSync } from "node:fs";
import * as z from "zod";

/** Who holds a claim: a process, where that can be told. */
export const Owner = z.strictObject({
  /** The running system and its process namespace; null where neither can be told. */
  machine: z.string().nullable(),
  process: z.int(),
  /** When the process began, in the system's own ticks: numbers of processes are used again. */
  started: z.string(),
});
export type Owner = z.infer<typeof Owner>;

let own: Owner | null = null;

/** This process. */
export function thisOwner(): Owner {
  own ??= { machine: machineName(), process: process.pid, started: startOf(process.pid) ?? "" };
  return own;
}

/**
 * Whether an owner is certainly gone: a process of this very machine that does not run any more. Of other machines,
 * nothing is known.
 */
export function isGone({ machine, process: pid, started }: Owner): boolean {
  if (machine === null || machine !== thisOwner().machine) return false;
  return startOf(pid) !== started;
}

/** Linux alone says which system runs and which processes it shows; a host's name may be that of another machine too. */
function machineName(): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

/** Field 22 of the process's line; what stands before the last bracket may hold blanks. Null: there is none. */
function startOf(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? null : (fields[18] ?? null);
  } catch {
    return null;
  }
}
