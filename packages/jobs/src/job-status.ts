import { join } from "node:path";
import { isClaimed } from "./claims.ts";
import type { JobItem } from "./item.ts";
import { openLedger } from "./ledger.ts";

/** How far a job is. */
export interface JobStatus {
  readonly items: number;
  readonly done: number;
  /** Items with failed tries that are not done, and the last message of each. */
  readonly failed: readonly { readonly id: string; readonly tries: number; readonly message: string }[];
  /** Items that a worker holds, as far as one look can tell: a killed one of another machine still seems to. */
  readonly claimed: number;
  /** Ids of the claimed ones. */
  readonly claimedIds: readonly string[];
  /** Neither done nor claimed. */
  readonly open: number;
  /** The items that are not done. */
  readonly missing: readonly JobItem[];
}

/** Counts the items of a job by what became of them. */
export async function jobStatus(folder: string, items: readonly JobItem[]): Promise<JobStatus> {
  const ledger = openLedger(folder);
  const done = await ledger.done();
  const missing = items.filter(({ id }) => !done.has(id));
  const failures = await ledger.failures();
  const failed = [];
  for (const { id } of missing) {
    const tries = failures.get(id);
    if (tries === undefined) continue;
    failed.push({ id, tries, message: (await ledger.messages(id)).at(-1) ?? "" });
  }
  const claimedIds: string[] = [];
  for (const { id } of missing) if (await isClaimed(join(folder, "claims"), id)) claimedIds.push(id);
  return {
    items: items.length,
    done: items.length - missing.length,
    failed,
    claimed: claimedIds.length,
    claimedIds,
    open: missing.length - claimedIds.length,
    missing,
  };
}
