import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { JobItem } from "./item.ts";
import { openLedger } from "./ledger.ts";

/** How far a job is. */
export interface JobStatus {
  readonly items: number;
  readonly done: number;
  /** Items with failed tries that are not done, and the last message of each. */
  readonly failed: readonly { readonly id: string; readonly tries: number; readonly message: string }[];
  /** Items that somebody claimed and did not finish; of the killed ones among them, nothing is known here. */
  readonly claimed: number;
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
  const names = await readdir(join(folder, "claims")).catch(() => []);
  const claims = new Set(names.map((name) => name.split(".")[0]));
  const failures = await ledger.failures();
  const failed = [];
  for (const { id } of missing) {
    const tries = failures.get(id);
    if (tries === undefined) continue;
    failed.push({ id, tries, message: (await ledger.messages(id)).at(-1) ?? "" });
  }
  const claimed = missing.filter(({ id }) => claims.has(id)).length;
  return {
    items: items.length,
    done: items.length - missing.length,
    failed,
    claimed,
    open: missing.length - claimed,
    missing,
  };
}
