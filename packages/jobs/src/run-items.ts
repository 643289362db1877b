import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Claim, type ClaimOptions, forgetClaims, openClaims } from "./claims.ts";
import { isJobsError, JobsError } from "./errors.ts";
import type { JobItem, Json } from "./item.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { MANIFEST_NAME } from "./manifest.ts";

/** Options of {@link runItems}. */
export interface RunItemsOptions extends ClaimOptions {
  /** How often an item is tried before it has failed for good, failures of other workers counted. Default: 3. */
  readonly attempts?: number;
  /** Errors that no other try would mend, such as a full disk: they end the work at once. Default: none. */
  readonly isFatal?: (error: unknown) => boolean;
  /** Waits for items that others hold, and takes them over where they stand still. Default: true. */
  readonly wait?: boolean;
  readonly signal?: AbortSignal;
}

/** What happens while items are done. */
export type ItemReport<Report> =
  | { readonly kind: "started" | "done"; readonly item: JobItem }
  | { readonly kind: "progress"; readonly item: JobItem; readonly report: Report }
  | { readonly kind: "failed"; readonly item: JobItem; readonly error: unknown; readonly isFinal: boolean }
  /** Other workers hold all that is left. */
  | { readonly kind: "waiting"; readonly items: number }
  /** Items that cannot be done, because one that they need failed for good. */
  | { readonly kind: "blocked"; readonly items: readonly JobItem[] };

/** Does an item: yields what it reports, and returns what the ledger keeps. Must leave nothing half done when stopped. */
export type Work<Report> = (
  item: JobItem,
  context: { readonly signal: AbortSignal },
) => AsyncGenerator<Report, Json>;

const POLL_SECONDS = 1;

/**
 * Does the items that nobody did yet, one at a time, beside any number of other workers on the same folder. Leaving the
 * loop early stops the work and gives the item back.
 *
 * A try that fails is recorded and repeated, up to `attempts` times. A worker that is killed fails nothing: its item is
 * taken over as {@link openClaims} says.
 *
 * Ends early where another worker finished the job and removed its folder.
 *
 * @param folder - That of the manifest.
 * @param items - Those of the manifest, or of a shard of it.
 * @throws What a fatal failure threw; the reason of an aborted `signal`.
 *
 * @example
 * ```ts
 * const { items } = await readManifest(folder);
 * for await (const { kind, item } of runItems(folder, items, { work })) show(kind, item);
 * ```
 */
export async function* runItems<Report>(
  folder: string,
  items: readonly JobItem[],
  {
    work,
    attempts = 3,
    isFatal = () => false,
    wait = true,
    signal,
    ...lease
  }: RunItemsOptions & {
    readonly work: Work<Report>;
  },
): AsyncGenerator<ItemReport<Report>> {
  if (!Number.isInteger(attempts) || attempts < 1) throw badAttempts(attempts);
  const ledger = openLedger(folder);
  const claimFolder = join(folder, "claims");
  const claims = openClaims(claimFolder, lease);
  // a folder whose manifest is gone was finished and removed by another worker
  while (existsSync(join(folder, MANIFEST_NAME))) {
    const { open, ready, blocked } = await leftItems(items, ledger, attempts);
    if (open.length === 0) {
      if (blocked.length > 0) yield { kind: "blocked", items: blocked };
      return;
    }
    let claimed = 0;
    for (const item of ready) {
      signal?.throwIfAborted();
      const claim = await claims.tryClaim(item.id);
      if (claim === null) continue;
      claimed += 1;
      yield* doItem(item, { claim, claimFolder, ledger, work, attempts, isFatal, signal });
    }
    if (claimed > 0) continue;
    if (!wait) return;
    yield { kind: "waiting", items: open.length };
    await sleep(1000 * POLL_SECONDS, undefined, signal === undefined ? {} : { signal });
  }
}

/** Items that can be tried now, those that wait for others, and those that wait for ever. */
async function leftItems(items: readonly JobItem[], ledger: Ledger, attempts: number) {
  const [done, failures] = [await ledger.done(), await ledger.failures()];
  const lost = new Set([...failures].filter(([, tries]) => tries >= attempts).map(([id]) => id));
  const left = items.filter(({ id }) => !done.has(id) && !lost.has(id));
  const blocked = left.filter((item) => {
    const isBlocked = item.needs.some((id) => lost.has(id));
    if (isBlocked) lost.add(item.id); // and with it what needs it; items stand behind their needs
    return isBlocked;
  });
  const open = left.filter(({ id }) => !lost.has(id));
  const ready = open.filter(({ needs }) => needs.every((id) => done.has(id)));
  return { open, ready, blocked };
}

interface Doing<Report> {
  readonly claim: Claim;
  readonly claimFolder: string;
  readonly ledger: Ledger;
  readonly work: Work<Report>;
  readonly attempts: number;
  readonly isFatal: (error: unknown) => boolean;
  readonly signal: AbortSignal | undefined;
}

async function* doItem<Report>(
  item: JobItem,
  { claim, claimFolder, ledger, work, attempts, isFatal, signal }: Doing<Report>,
): AsyncGenerator<ItemReport<Report>> {
  try {
    if (await ledger.isDone(item.id)) return; // between the look at the ledger and the claim
    yield { kind: "started", item };
    const both = signal === undefined ? claim.signal : AbortSignal.any([signal, claim.signal]);
    try {
      const result = yield* reported(item, work(item, { signal: both }));
      await claim.assertHeld();
      await ledger.recordDone(item.id, result);
    } catch (error) {
      signal?.throwIfAborted();
      if (isJobsError(error, "LEASE_LOST")) return; // the other worker does it
      if (isFatal(error)) throw error;
      await ledger.recordFailure(item.id, messageOf(error));
      const tries = (await ledger.failures()).get(item.id) ?? 0;
      yield { kind: "failed", item, error, isFinal: tries >= attempts };
      return;
    }
    yield { kind: "done", item };
  } finally {
    await claim.release();
    if (await ledger.isDone(item.id)) await forgetClaims(claimFolder, item.id);
  }
}

/** The reports of the work, each with its item; returns what the work returns. */
async function* reported<Report>(
  item: JobItem,
  work: AsyncGenerator<Report, Json>,
): AsyncGenerator<ItemReport<Report>, Json> {
  try {
    for (;;) {
      const { done, value } = await work.next();
      if (done === true) return value;
      yield { kind: "progress", item, report: value };
    }
  } finally {
    await work.return(null);
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " ");
}

function badAttempts(attempts: number): JobsError {
  return new JobsError("OPTIONS_REFUSED", {
    message: `attempts is ${attempts}, but a whole number above 0 was expected; give for example 3`,
    context: { attempts },
  });
}
