/**
 * Many independent items, one manifest: claimed by any number of workers on a shared folder, resumed, retried, sharded.
 *
 * @example
 * ```ts
 * import { createManifest, itemsOfShard, jobItem, parseShard, runItems } from "@undercoat/jobs";
 *
 * const planned = { about: { model: "a" }, items: [jobItem({ row: 0 }), jobItem({ row: 1 })] };
 * const { items } = await createManifest("job", planned);
 * const mine = itemsOfShard(items, parseShard("2/8"));
 * for await (const { kind } of runItems("job", mine, { work })) show(kind);
 * ```
 *
 * @packageDocumentation
 */
export { type Claim, type ClaimOptions, type Claims, openClaims } from "./claims.ts";
export { isJobsError, JobsError, type JobsErrorCode, type JobsErrorDetails } from "./errors.ts";
export { type JobItem, type Json, jobItem } from "./item.ts";
export { type JobStatus, jobStatus } from "./job-status.ts";
export { type Ledger, openLedger } from "./ledger.ts";
export { createManifest, type Manifest, readManifest } from "./manifest.ts";
export { type ItemReport, type RunItemsOptions, runItems, type Work } from "./run-items.ts";
export { itemsOfShard, parseShard, type Shard } from "./shard.ts";
