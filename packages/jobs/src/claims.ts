import { type FileHandle, link, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { diskError, makeFolder } from "@undercoat/files";
import { JobsError } from "./errors.ts";
import { isGone, Owner, thisOwner } from "./internal/owner.ts";

/** Options of {@link openClaims}. */
export interface ClaimOptions {
  /** A claim whose heartbeat stands still for so many seconds, as this worker watches it, is given up. */
  readonly leaseSeconds?: number;
  /** Seconds between two heartbeats; a third of the lease or less. */
  readonly heartbeatSeconds?: number;
}

/** The right to do an item, held until it is released. */
export interface Claim {
  /** Aborted when another worker took the item over, because this one was thought to be dead. */
  readonly signal: AbortSignal;
  /** @throws {JobsError} `LEASE_LOST` if another worker took the item over. */
  assertHeld(): Promise<void>;
  /** Gives the item back. */
  release(): Promise<void>;
}

/** Claims of the workers on one folder. */
export interface Claims {
  /** The claim, or null while another worker holds the item. */
  tryClaim(id: string): Promise<Claim | null>;
}

const RELEASED = "released";
const BEAT_DIGITS = 12;
const DEFAULTS = { leaseSeconds: 60, heartbeatSeconds: 10 };

/**
 * Claims on items through files in `folder`, which several processes and machines may share.
 *
 * A claim is a file `<id>.<generation>` that can be made once (a link, or `O_EXCL`), so that of two workers one gets it. Its owner
 * changes it at every heartbeat. A worker that finds a claim watches it, by its own clock alone: if it stands still for
 * the lease, the worker makes the next generation, again once. So the clocks of the machines need not agree, and nothing
 * is ever taken away under a name. On Linux, a claim of a process of the same machine that ended is known at once.
 *
 * @remarks A process that is stopped for longer than the lease and goes on finds that it lost its claim; until its next
 *   heartbeat two may work on the item, so results appear whole under their names. The folder must make files
 *   exclusively: local disks, NFS from version 3 on, Lustre, BeeGFS and SMB do.
 * @throws {JobsError} `OPTIONS_REFUSED`
 */
export function openClaims(folder: string, options: ClaimOptions = {}): Claims {
  const { leaseSeconds, heartbeatSeconds } = { ...DEFAULTS, ...options };
  if (!(heartbeatSeconds > 0 && 3 * heartbeatSeconds <= leaseSeconds))
    throw new JobsError("OPTIONS_REFUSED", {
      message: `heartbeatSeconds is ${heartbeatSeconds} and leaseSeconds ${leaseSeconds}, but a heartbeat above 0 and at most a third of the lease was expected; give for example 10 and 60`,
      context: { heartbeatSeconds, leaseSeconds },
    });
  const watched = new Map<string, { readonly content: string; readonly since: number }>();
  /** Whether the claim in this file is held by somebody. */
  const isHeld = async (path: string) => {
    const content = await contentOf(path);
    if (content === null || isFree(content)) return false;
    const known = watched.get(path);
    if (known?.content === content) return performance.now() - known.since < 1000 * leaseSeconds;
    watched.set(path, { content, since: performance.now() });
    return true;
  };
  return Object.freeze({
    tryClaim: async (id: string) => {
      try {
        await makeFolder(folder);
        const generation = await lastGeneration(folder, id);
        if (generation > 0 && (await isHeld(claimPath(folder, id, generation)))) return null;
        return await newClaim({ folder, id, generation: generation + 1 }, heartbeatSeconds);
      } catch (cause) {
        throw diskError(cause, folder, "write");
      }
    },
  });
}

/** Whether a claim was given back, or its process of this machine ended. */
function isFree(content: string): boolean {
  if (content.startsWith(RELEASED)) return true;
  const owner = ownerOf(content);
  return owner !== null && isGone(owner);
}

/** Whether a worker holds an item, as far as one look can tell. */
export async function isClaimed(folder: string, id: string): Promise<boolean> {
  const generation = await lastGeneration(folder, id);
  const content = generation === 0 ? null : await contentOf(claimPath(folder, id, generation));
  return content !== null && !isFree(content);
}

interface ClaimName {
  readonly folder: string;
  readonly id: string;
  readonly generation: number;
}

async function newClaim({ folder, id, generation }: ClaimName, seconds: number): Promise<Claim | null> {
  const path = claimPath(folder, id, generation);
  const file = await madeOnce(path, join(folder, `.${id}.${generation}.${process.pid}.${++made}.tmp`));
  if (file === null) return null;
  const controller = new AbortController();
  let beat = 0;
  const isLost = async () =>
    (await contentOf(path)) === null || (await isThere(claimPath(folder, id, generation + 1)));
  const lose = () => controller.abort(lost(id));
  const onBeat = async () => {
    if (await isLost()) return lose();
    beat += 1;
    await writeBeat(file, beat);
  };
  const timer = setInterval(() => void onBeat().catch(() => undefined), 1000 * seconds); // the next one tries again
  timer.unref();
  let isReleased = false;
  return Object.freeze({
    signal: controller.signal,
    assertHeld: async () => {
      if (!(await isLost())) return;
      lose();
      throw lost(id);
    },
    release: async () => {
      if (isReleased) return;
      isReleased = true;
      clearInterval(timer);
      await file.truncate(0).catch(() => undefined); // what is not released runs out
      await file.write(RELEASED, 0).catch(() => undefined);
      await file.close();
    },
  });
}

/** Claims that this process tried to make: two of one item have files of their own. */
let made = 0;

/** Where a file system knows no second names. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

/**
 * A claim that appears with its owner in it, so that a worker killed meanwhile leaves none; null where another worker was
 * quicker. Without second names, it appears empty first, and a kill at that moment costs the lease.
 */
async function madeOnce(path: string, temporary: string): Promise<FileHandle | null> {
  const file = await open(temporary, "w");
  try {
    await writeBeat(file, 0);
    await link(temporary, path);
    return file;
  } catch (error) {
    await file.close();
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return null;
    if (!NO_LINKS.includes(code)) throw error;
    return await openOnce(path);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function openOnce(path: string): Promise<FileHandle | null> {
  try {
    const file = await open(path, "wx");
    await writeBeat(file, 0);
    return file;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return null;
    throw error;
  }
}

/** Of constant length, so that a reader never sees half of one and half of another. */
async function writeBeat(file: FileHandle, beat: number): Promise<void> {
  await file.write(JSON.stringify({ beat: String(beat).padStart(BEAT_DIGITS, "0"), ...thisOwner() }), 0);
}

/** Removes all claims on an item that is done. */
export async function forgetClaims(folder: string, id: string): Promise<void> {
  const names = (await namesIn(folder)).filter((name) => name.startsWith(`${id}.`));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

function claimPath(folder: string, id: string, generation: number): string {
  return join(folder, `${id}.${generation}`);
}

async function lastGeneration(folder: string, id: string): Promise<number> {
  const names = (await namesIn(folder)).filter((name) => name.startsWith(`${id}.`));
  return Math.max(0, ...names.map((name) => Number(name.slice(id.length + 1))).filter(Number.isInteger));
}

function ownerOf(content: string): Owner | null {
  try {
    const { beat: _, ...owner } = JSON.parse(content) as Record<string, unknown>;
    return Owner.safeParse(owner).data ?? null;
  } catch {
    return null; // its owner is just writing, or was killed before
  }
}

async function contentOf(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function lost(id: string): JobsError {
  return new JobsError("LEASE_LOST", {
    message: `item "${id}" was taken over by another worker, because this one gave no sign of life; its result is left to the other`,
    context: { id },
  });
}
