import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { cpus } from "node:os";
import { useEngine } from "@undercoat/engines";
import type { EngineName } from "@undercoat/engines/options";
import { writeJsonAtomic } from "@undercoat/files";
import { isTrainingError } from "@undercoat/training";
import type { LoadedConfig } from "../config/load-config.ts";
import type { ResolvedConfig } from "../config/run-config.ts";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";
import type { RunEvent } from "../judge/result-files.ts";
import { writeJudgement } from "../judge/write-judgement.ts";
import { followRun } from "../mlflow/follow-run.ts";
import { describeEnvironment, describeInputs, type InputFile, InputHashes } from "./describe-inputs.ts";
import { type EventLog, openEventLog } from "./event-log.ts";
import { checkExternalWeights } from "./external-encoder.ts";
import { loadRunData } from "./load-run-data.ts";
import { costOf, type Item, planItems, type Stage } from "./plan.ts";
import { openRunFolder, type RunFolder } from "./run-folder.ts";
import { openTensorboardLog } from "./tensorboard-log.ts";
import { checkPatches } from "./training-job.ts";
import type { FromWorker } from "./worker-messages.ts";
import { WorkerPool } from "./worker-pool.ts";

/** How {@link runWorkflow} runs a config. */
export interface RunOptions {
  /** Run folder, made when it is not there. */
  readonly out: string;
  /** Go on with the run in `out`. */
  readonly resume?: boolean;
  /** Stages to do; omitted: all, and the judgement at the end. */
  readonly stages?: readonly Stage[];
  /** Aborting writes a checkpoint of every training and throws `INTERRUPTED`. */
  readonly signal?: AbortSignal;
}

/** An event of a run, and how much of the run's work is behind it. */
export interface RunReport {
  readonly event: RunEvent;
  /** 0…1, by estimated work; starts above 0 in a resumed run. */
  readonly fraction: number;
}

/**
 * Does all stages of a config in worker threads and judges the result. Items that are done already are skipped;
 * a training that was interrupted goes on from its last checkpoint and ends with the same weights.
 *
 * @throws {WorkflowError} `INTERRUPTED` after an abort, `RUN_FOLDER` and `RUN_LOCKED` as {@link openRunFolder};
 *   the first error of a worker otherwise.
 */
export async function* runWorkflow(loaded: LoadedConfig, options: RunOptions): AsyncGenerator<RunReport> {
  const { config } = loaded;
  const began = performance.now();
  const engine = await useEngine(config.engine);
  const data = await loadRunData(config);
  checkPatches(config, data);
  await checkExternalWeights(config, data);
  const folder = await openRunFolder(options.out, loaded, { resume: options.resume ?? false });
  const log = bothLogs(openEventLog(folder.at("events.jsonl")), openTensorboardLog(folder.at("tensorboard")));
  const follower = followRun(folder.path, config);
  try {
    const inputs = await describeInputs(config);
    await refuseOtherInputs(folder, inputs);
    await writeJsonAtomic(folder.at("inputs.json"), inputs);
    await writeJsonAtomic(folder.at("environment.json"), await describeEnvironment(engine.name));
    const work = workOf(config, folder, options.stages ?? ["pretrain", "finetune", "evaluate"]);
    await removeCheckpoints(folder, work.done);
    yield* doItems(work, { config, folder, log, engine: engine.name as EngineName, signal: options.signal });
    if (work.isJudged) await writeJudgement(folder, loaded, engine.name, data);
    const seconds = (performance.now() - began) / 1000;
    yield logged(log, { kind: "finished", time: now(), folder: folder.path, seconds }, 1);
  } finally {
    try {
      log.flush();
    } finally {
      await follower.stop();
      await folder.release();
    }
  }
}

/** A kill between the result and the end of an item leaves a checkpoint that nobody needs. */
async function removeCheckpoints(folder: RunFolder, done: ReadonlySet<string>): Promise<void> {
  for (const id of done) await rm(folder.at("checkpoints", `${id}.ckpt`), { force: true });
}

/** A run goes on only with the files it began with, else its numbers would be of two data sets. */
async function refuseOtherInputs(folder: RunFolder, inputs: readonly InputFile[]): Promise<void> {
  const file = folder.at("inputs.json");
  if (!existsSync(file)) return;
  const earlier = new Map(
    (await readResult(file, InputHashes)).map((input) => [input.file, input.sha256] as const),
  );
  const changed = inputs.find((input) => earlier.has(input.file) && earlier.get(input.file) !== input.sha256);
  if (changed === undefined) return;
  throw new WorkflowError("RUN_FOLDER", {
    message: `"${changed.file}" is another file than when the run in "${folder.path}" began (its SHA-256 differs); put the former one back, or give another --out`,
    context: { file: changed.file, expected: earlier.get(changed.file), found: changed.sha256 },
  });
}

interface Work {
  readonly items: readonly Item[];
  readonly waiting: readonly Item[];
  readonly done: Set<string>;
  readonly isJudged: boolean;
}

/** The items of the asked stages; what they need from other stages must be done already. */
function workOf(config: ResolvedConfig, folder: RunFolder, stages: readonly Stage[]): Work {
  const all = planItems(config);
  const items = all.filter(({ stage }) => stages.includes(stage));
  const done = new Set(all.filter((item) => folder.isDone(item)).map(({ id }) => id));
  const doable = new Set([...done, ...items.map(({ id }) => id)]);
  for (const { id, stage, needs } of items)
    for (const need of needs)
      if (!doable.has(need))
        throw new WorkflowError("RUN_FOLDER", {
          message: `"${id}" needs "${need}", which is not in "${folder.path}"; run the stage before ${stage} first, with the same --out`,
          context: { item: id, need },
        });
  return {
    items,
    waiting: items.filter(({ id }) => !done.has(id)),
    done,
    isJudged: stages.includes("evaluate"),
  };
}

interface Doing {
  readonly config: ResolvedConfig;
  readonly folder: RunFolder;
  readonly log: EventLog;
  readonly engine: EngineName;
  readonly signal: AbortSignal | undefined;
}

async function* doItems(
  { items, waiting, done }: Work,
  { config, folder, log, engine, signal }: Doing,
): AsyncGenerator<RunReport> {
  const workers = Math.min(workerCount(config), waiting.length);
  const progress = progressOf(items, config, done);
  yield logged(
    log,
    { kind: "plan", time: now(), items: items.length, done: items.length - waiting.length, workers, engine },
    progress.fraction(),
  );
  if (workers === 0) return;
  const threads = Math.max(1, Math.floor(cpus().length / workers));
  const start = { config, folder: folder.path, engine, threads, stop: new SharedArrayBuffer(4) };
  const pool = new WorkerPool(workers, start, waiting, done);
  const onAbort = () => pool.stop();
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) pool.stop();
  try {
    for await (const message of pool.messages()) {
      progress.include(message);
      const event = eventOf(message);
      if (event !== null) yield logged(log, event, progress.fraction());
    }
    if (signal?.aborted) throw interrupted(folder);
  } catch (error) {
    throw signal?.aborted && (isTrainingError(error, "INTERRUPTED") || error instanceof WorkflowError)
      ? interrupted(folder)
      : error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await pool.close();
  }
}

function interrupted(folder: RunFolder): WorkflowError {
  return new WorkflowError("INTERRUPTED", {
    message: `interrupted; every training has a checkpoint in "${folder.path}": go on with --resume`,
    context: { folder: folder.path },
  });
}

function workerCount({ workers }: ResolvedConfig): number {
  return workers === "auto" ? Math.min(8, cpus().length) : workers;
}

/** Share of the estimated work that is done, from the steps that workers report. */
function progressOf(items: readonly Item[], config: ResolvedConfig, done: ReadonlySet<string>) {
  const costs = new Map(items.map((item) => [item.id, costOf(item, config)]));
  const total = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  const shares = new Map(items.map(({ id }) => [id, done.has(id) ? 1 : 0]));
  return {
    include(message: FromWorker) {
      if (message.kind === "step") shares.set(message.item, message.step / message.steps);
      if (message.kind === "done") shares.set(message.item, 1);
    },
    fraction: () =>
      [...shares].reduce((sum, [id, share]) => sum + share * costs.get(id)!, 0) / Math.max(1, total),
  };
}

function eventOf(message: FromWorker): RunEvent | null {
  const time = now();
  if (message.kind === "step") return { ...message, time, lossParts: { ...message.lossParts } };
  if (message.kind === "started")
    return { kind: "item-started", time, item: message.item, resumedAtStep: message.resumedAtStep };
  if (message.kind === "done") {
    const { item, seconds, batchSeconds } = message;
    return { kind: "item-done", time, item, seconds, batchSeconds };
  }
  return null;
}

/** Lines for programs and curves for TensorBoard; each is flushed whatever becomes of the other. */
function bothLogs(lines: EventLog, curves: EventLog): EventLog {
  return {
    write(event) {
      lines.write(event);
      curves.write(event);
    },
    flush() {
      try {
        lines.flush();
      } finally {
        curves.flush();
      }
    },
  };
}

function logged(log: EventLog, event: RunEvent, fraction: number): RunReport {
  log.write(event);
  return { event, fraction };
}

function now(): string {
  return new Date().toISOString();
}
