import { availableParallelism } from "node:os";
import { EngineName } from "@undercoat/engines/options";
import { isFilesError } from "@undercoat/files";
import {
  type ItemReport,
  itemsOfShard,
  type JobItem,
  openLedger,
  runItems,
  type Shard,
  type Work,
} from "@undercoat/jobs";
import { WorkflowError } from "../errors.ts";
import { messageQueue } from "../run/message-queue.ts";
import type { Stage } from "../run/plan.ts";
import type { FromWorker } from "../run/worker-messages.ts";
import { openStudyFolder, readEstimate, refuseChangedInputs, type StudyFolder } from "./study-folder.ts";
import { withNeeds } from "./study-items.ts";
import { StudyThread } from "./study-thread.ts";

/** How {@link runStudy} works on a study. */
export interface RunStudyOptions {
  /** Items done at the same time in this process, each in a thread of its own. Default: 1. */
  readonly jobs?: number;
  /** Evaluations of one of n equal parts, and all that they need; what shards share is still done once. Default: all. */
  readonly shard?: Shard;
  /** How often an item is tried, over all workers, before it has failed for good. Default: 2. */
  readonly attempts?: number;
  /** Tries items anew that failed for good. Default: false. */
  readonly retryFailed?: boolean;
  /** Aborting writes a checkpoint of every training and throws `INTERRUPTED`. */
  readonly signal?: AbortSignal;
}

/** What is said of an item. */
export interface StudyItemName {
  /** Its id in the manifest. */
  readonly id: string;
  readonly stage: Stage;
  readonly seed: number;
  /** The pretraining, or the arm, by the name it has at `point`. */
  readonly name: string;
  /** Number of a point that has it, from 1; others may share it. */
  readonly point: number;
}

/** Something that happened while a study runs. */
export interface StudyReport {
  readonly kind: "started" | "step" | "done" | "failed" | "waiting" | "blocked";
  /** Null for `waiting` and `blocked`. */
  readonly item: StudyItemName | null;
  /** What there is to say, in words. */
  readonly status: string;
  /** Items that are done, of those of this shard. */
  readonly done: number;
  readonly items: number;
  /** 0…1: done, by estimated work where there is an estimate, else by items. */
  readonly fraction: number;
}

/**
 * Does what is left of a planned study, beside any number of other processes and machines on the same folder. Items are
 * claimed, resumed and retried as {@link runItems} of `@undercoat/jobs` says; `kill -9` loses the steps since the last
 * checkpoint and nothing else.
 *
 * @throws {WorkflowError} `INTERRUPTED` after an abort; `RUN_FOLDER` for changed inputs; `WORK_FAILED` at the end, where
 *   items failed for good.
 * @throws {JobsError} `MANIFEST_MISSING`, `MANIFEST_BROKEN`
 *
 * @example
 * ```ts
 * for await (const { status, fraction } of runStudy("studies/first", { jobs: 2 })) show(status, fraction);
 * const { rows } = await mergeStudy("studies/first");
 * ```
 */
export async function* runStudy(folder: string, options: RunStudyOptions = {}): AsyncGenerator<StudyReport> {
  const { jobs = 1, shard, retryFailed = false, signal } = options;
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > MOST_JOBS)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `jobs is ${jobs}, but a whole number from 1 to ${MOST_JOBS} was expected; give for example 2`,
      context: { jobs },
    });
  const study = await openStudyFolder(folder);
  await refuseChangedInputs(study);
  const mine = itemsOf(study, shard);
  if (retryFailed) await openLedger(folder).forgetFailures();
  const progress = await progressOf(study, mine);
  const failed = new Map<string, string>();
  try {
    for await (const event of eventsOf(study, mine, options)) {
      const report = await progress.include(event);
      if (event.kind === "failed" && event.isFinal) failed.set(event.item.id, report.status);
      if (event.kind === "done") failed.delete(event.item.id);
      yield report;
    }
  } catch (cause) {
    if (signal?.aborted !== true) throw cause;
    throw new WorkflowError("INTERRUPTED", {
      message: `interrupted; every training has a checkpoint in "${folder}": "study run" goes on`,
      context: { folder },
      cause,
    });
  }
  await refuseFailures(study, mine);
}

const MOST_JOBS = 64;

/** Items of a shard: its part of the evaluations, and all that they need. */
export function itemsOf({ items, tasks }: StudyFolder, shard: Shard | undefined): readonly JobItem[] {
  if (shard === undefined) return items;
  const last = items.filter(({ id }) => tasks.get(id)!.item.stage === "evaluate");
  return withNeeds(itemsOfShard(last, shard), items);
}

/** What the workers of this process report, as it comes. */
async function* eventsOf(
  study: StudyFolder,
  mine: readonly JobItem[],
  { jobs = 1, attempts = 2, signal }: RunStudyOptions,
): AsyncGenerator<ItemReport<FromWorker>> {
  const threads = Math.max(1, Math.floor(availableParallelism() / jobs));
  const start = { folder: study.path, engine: EngineName.parse(study.engine), threads };
  const workers = Array.from({ length: jobs }, () => new StudyThread(start));
  const leave = new AbortController();
  const both = signal === undefined ? leave.signal : AbortSignal.any([signal, leave.signal]);
  const queue = messageQueue<ItemReport<FromWorker>>();
  const loops = workers.map(async (worker) => {
    const options = { work: workOf(study, worker, threads), attempts, isFatal, signal: both };
    try {
      for await (const event of runItems(study.path, mine, options)) queue.push(event);
    } catch (error) {
      leave.abort(error); // the other workers stop with it
      throw error;
    }
  });
  const ended = Promise.all(loops).then(
    () => queue.end(null),
    async (error: Error) => {
      await Promise.allSettled(loops); // checkpoints are being written
      queue.end(error);
    },
  );
  try {
    yield* queue.messages();
  } finally {
    leave.abort();
    await ended;
    await Promise.all(workers.map((worker) => worker.close()));
  }
}

/** Does an item in a thread; the ledger keeps how long it took. */
function workOf(study: StudyFolder, worker: StudyThread, threads: number): Work<FromWorker> {
  return async function* ({ id }, { signal }) {
    const { item, point } = study.tasks.get(id)!;
    const began = performance.now();
    yield* worker.doing({ item, config: study.points[point]!.config }, signal);
    return { seconds: (performance.now() - began) / 1000, threads };
  };
}

/** No other try mends a disk that refuses, or an engine that is not there. */
function isFatal(error: unknown): boolean {
  return isFilesError(error) || (error instanceof Error && error.name === "EnginesError");
}

/** Counts what is done, and words what happens. */
async function progressOf(study: StudyFolder, mine: readonly JobItem[]) {
  const ids = new Set(mine.map(({ id }) => id));
  const estimate = await readEstimate(study);
  const weight = (id: string) => estimate.get(id) ?? 1;
  const total = mine.reduce((sum, { id }) => sum + weight(id), 0);
  const ledger = openLedger(study.path);
  let done = new Set([...(await ledger.done())].filter((id) => ids.has(id)));
  const shares = new Map<string, number>();
  return {
    async include(event: ItemReport<FromWorker>): Promise<StudyReport> {
      if (event.kind === "done") shares.delete(event.item.id);
      if (event.kind === "done" || event.kind === "waiting")
        done = new Set([...(await ledger.done())].filter((id) => ids.has(id)));
      if (event.kind === "progress" && event.report.kind === "step")
        shares.set(event.item.id, event.report.step / event.report.steps);
      const behind = [...done].reduce((sum, id) => sum + weight(id), 0);
      const partly = [...shares].reduce(
        (sum, [id, share]) => sum + (done.has(id) ? 0 : share * weight(id)),
        0,
      );
      return {
        kind: event.kind === "progress" ? "step" : event.kind,
        item: "item" in event ? nameOf(study, event.item.id) : null,
        status: statusOf(study, event),
        done: done.size,
        items: mine.length,
        fraction: total === 0 ? 1 : Math.min(1, (behind + partly) / total),
      };
    },
  };
}

function statusOf(study: StudyFolder, event: ItemReport<FromWorker>): string {
  if (event.kind === "waiting") return `waiting for ${event.items} items that others do`;
  if (event.kind === "blocked")
    return `${event.items.length} items cannot be done, because what they need failed`;
  const { stage, name, seed } = nameOf(study, event.item.id);
  const words = `${stage} ${name}, seed ${seed}`;
  if (event.kind === "failed")
    return `${words} failed${event.isFinal ? " for good" : ""}: ${event.error instanceof Error ? event.error.message : String(event.error)}`;
  if (event.kind !== "progress") return `${words} ${event.kind}`;
  const { report } = event;
  return report.kind === "step" ? `${words}: step ${report.step} of ${report.steps}` : words;
}

/** What an item is, in words. */
export function nameOf({ tasks }: Pick<StudyFolder, "tasks">, id: string): StudyItemName {
  const { item, point } = tasks.get(id)!;
  const name = item.stage === "pretrain" ? item.pretraining : item.arm.name;
  return { id, stage: item.stage, seed: item.seed, name, point: point + 1 };
}

async function refuseFailures(study: StudyFolder, mine: readonly JobItem[]): Promise<void> {
  const ledger = openLedger(study.path);
  const done = await ledger.done();
  const missing = mine.filter(({ id }) => !done.has(id));
  if (missing.length === 0) return;
  const failures = await ledger.failures();
  const first = missing.find(({ id }) => failures.has(id));
  if (first === undefined) return;
  const { stage, name, seed } = nameOf(study, first.id);
  const message = (await ledger.messages(first.id)).at(-1);
  throw new WorkflowError("WORK_FAILED", {
    message: `${missing.length} of ${mine.length} items were not done; ${stage} ${name}, seed ${seed}, failed: ${message}; mend it, then try again with --retry-failed`,
    context: { folder: study.path, missing: missing.map(({ id }) => id) },
  });
}
