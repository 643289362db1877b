import { existsSync } from "node:fs";
import path from "node:path";
import { readFileChecked, writeFileAtomic } from "@undercoat/files";
import { namedLoss } from "@undercoat/losses";
import { namedMethod } from "@undercoat/robust-training";
import { saveModel } from "@undercoat/segmentation/node";
import {
  checkpointFolder,
  decodeCheckpoint,
  encodeCheckpoint,
  fit,
  type TrainingResult,
  type TrainingState,
} from "@undercoat/training";
import { type TrainingRecipe, trainingRecipe } from "../config/training-recipe.ts";
import { WorkflowError } from "../errors.ts";
import { keepPhase, removePhase, restorePhase } from "./finished-phase.ts";
import type { ItemContext } from "./item-context.ts";
import { stageScheduleOf } from "./stage-schedule-of.ts";
import type { TrainingJob, TrainingPhase } from "./training-job.ts";

/** What a job has to show. */
export interface TrainedJob {
  /** Of every step. */
  readonly losses: readonly (number | null)[];
  /** Of every phase: updates, and the hashes of every frozen tensor before and after. */
  readonly results: readonly TrainingResult[];
}

/** Trains a job, phase by phase, from its last checkpoint where there is one. */
export async function trainJob(id: string, job: TrainingJob, context: ItemContext): Promise<TrainedJob> {
  const phases: TrainedJob[] = [];
  for (const [index, phase] of job.phases.entries()) {
    const isLast = index === job.phases.length - 1;
    const done = isLast ? null : await restorePhase(context, phaseId(id, index), job);
    const own = done ?? (await trainPhase(phaseId(id, index), job, phase, context));
    if (!isLast && done === null) await keepPhase(context, phaseId(id, index), job, own);
    phases.push(own);
  }
  return {
    losses: phases.flatMap(({ losses }) => losses),
    results: phases.flatMap(({ results }) => results),
  };
}

/** Frees what the phases of a finished job have left. */
export async function removePhases(id: string, { phases }: TrainingJob, context: ItemContext): Promise<void> {
  for (const index of phases.keys()) await removePhase(context, phaseId(id, index));
}

function phaseId(id: string, index: number): string {
  return index === 0 ? id : `${id}.phase-${index + 1}`;
}

async function trainPhase(
  id: string,
  job: TrainingJob,
  { steps: phaseSteps, ...freezing }: TrainingPhase,
  context: ItemContext,
): Promise<TrainedJob> {
  const { config, send, isStopping } = context;
  const file = checkpointFile(context, id);
  const saved = existsSync(file) ? await readSaved(file) : null;
  const losses = saved === null ? [] : [...saved.losses];
  const { keepCheckpoints } = config;
  const kept =
    keepCheckpoints === undefined
      ? null
      : checkpointFolder(path.join(context.folder, "checkpoints", id), { last: false, ...keepCheckpoints });
  send({ kind: "started", item: id, resumedAtStep: saved === null ? null : saved.state.step });
  const stop = new AbortController();
  const results: TrainingResult[] = [];
  const reports = fit(job.model, job.batches, {
    loss: namedLoss(config.loss),
    ...stageScheduleOf(job.stage.schedule, losses),
    ...recipeOf(job.stage),
    steps: phaseSteps,
    learningRate: job.learningRate,
    ...waysOf(job, { steps: phaseSteps, ...freezing }),
    checkpointEvery: config.checkpointEvery,
    syncEvery: 0,
    onCheckpoint: async (state) => {
      // the model holds the state's weights here
      if (job.keepAt.includes(state.step)) await saveModel(keptFolder(context, id, state.step), job.model);
      const whole = withLosses(state, losses);
      await writeFileAtomic(file, encodeCheckpoint(whole));
      await kept?.onCheckpoint(whole);
    },
    onEnd: (ended) => {
      results.push(ended);
    },
    signal: stop.signal,
    ...(saved === null ? {} : { resumeFrom: saved.state }),
  });
  for await (const report of reports) {
    const { step, steps, lossParts, learningRate, milliseconds, batchMilliseconds } = report;
    const loss = report.skipped ? null : report.loss;
    losses.push(loss);
    const shown = { step, steps, loss, lossParts, learningRate, milliseconds, batchMilliseconds };
    send({ kind: "step", item: id, ...shown });
    if (isStopping()) stop.abort();
  }
  return { losses, results };
}

/** The method of a job where it has one, and what is frozen, which some methods say themselves. */
function waysOf({ method, peer, pretext, model }: TrainingJob, { steps, ...freezing }: TrainingPhase) {
  if (pretext !== null) return { method: pretext, ...freezing };
  if (method === null) return freezing;
  const named = namedMethod(method, { model, steps, ...(peer === null ? {} : { peer }) });
  return named.freezeSchedule === undefined ? { ...named, ...freezing } : named;
}

type FreezingKey = "freezePlan" | "freezeSchedule";
const FREEZING: readonly string[] = ["freezePlan", "freezeSchedule"] satisfies FreezingKey[];

/** The keys of the training recipe that the config gave. */
function recipeOf(stage: TrainingJob["stage"]): Omit<TrainingRecipe, FreezingKey> {
  const given = Object.keys(trainingRecipe).filter((key) => !FREEZING.includes(key));
  return Object.fromEntries(
    Object.entries(stage).filter(([key, value]) => given.includes(key) && value !== undefined),
  );
}

interface Saved {
  readonly state: TrainingState;
  readonly losses: readonly (number | null)[];
}

/** Where the model of an item after some of its steps lies. */
export function keptFolder({ folder }: Pick<ItemContext, "folder">, id: string, step: number): string {
  return path.join(folder, "models", `${id}@${step}`);
}

/** Where the checkpoint of an item lies while it trains. */
export function checkpointFile({ folder }: ItemContext, id: string): string {
  return path.join(folder, "checkpoints", `${id}.ckpt`);
}

/** The losses so far travel with the state, so that a resumed run has the whole learning curve. */
function withLosses(state: TrainingState, losses: readonly (number | null)[]): TrainingState {
  const missing = Math.max(0, state.step - losses.length); // steps done, but not yet reported
  const all = [...losses.slice(0, state.step), ...(missing === 0 ? [] : state.recentLosses.slice(-missing))];
  return { ...state, recentLosses: all };
}

async function readSaved(file: string): Promise<Saved> {
  const bytes = await readFileChecked(file);
  try {
    const state = decodeCheckpoint(bytes);
    return { state, losses: state.recentLosses };
  } catch (error) {
    throw new WorkflowError("RUN_FOLDER", {
      message: `"${file}" is no usable checkpoint (${(error as Error).message}); delete it to start this training again`,
      context: { file },
      cause: error,
    });
  }
}
