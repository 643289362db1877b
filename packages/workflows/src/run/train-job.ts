import { existsSync } from "node:fs";
import path from "node:path";
import { readFileChecked, writeFileAtomic } from "@undercoat/files";
import { namedLoss } from "@undercoat/losses";
import { decodeCheckpoint, encodeCheckpoint, fit, type TrainingState } from "@undercoat/training";
import { WorkflowError } from "../errors.ts";
import type { ItemContext } from "./item-context.ts";
import type { TrainingJob } from "./training-job.ts";

/** Trains a job, from its last checkpoint where there is one, and returns the loss of every step. */
export async function trainJob(
  id: string,
  job: TrainingJob,
  context: ItemContext,
): Promise<(number | null)[]> {
  const { config, send, isStopping } = context;
  const file = checkpointFile(context, id);
  const saved = existsSync(file) ? await readSaved(file) : null;
  const losses = saved === null ? [] : [...saved.losses];
  send({ kind: "started", item: id, resumedAtStep: saved === null ? null : saved.state.step });
  const stop = new AbortController();
  const reports = fit(job.model, job.batches, {
    loss: namedLoss(config.loss),
    steps: job.stage.steps,
    schedule: job.stage.schedule,
    learningRate: job.learningRate,
    freezePlan: job.freezePlan,
    checkpointEvery: config.checkpointEvery,
    syncEvery: 0,
    onCheckpoint: (state) => writeSaved(file, state, losses),
    signal: stop.signal,
    ...(saved === null ? {} : { resumeFrom: saved.state }),
  });
  for await (const { step, steps, loss, lossParts, learningRate, milliseconds, skipped } of reports) {
    losses.push(skipped ? null : loss);
    send({
      kind: "step",
      item: id,
      step,
      steps,
      loss: skipped ? null : loss,
      lossParts,
      learningRate,
      milliseconds,
    });
    if (isStopping()) stop.abort();
  }
  return losses;
}

interface Saved {
  readonly state: TrainingState;
  readonly losses: readonly (number | null)[];
}

/** Where the checkpoint of an item lies while it trains. */
export function checkpointFile({ folder }: ItemContext, id: string): string {
  return path.join(folder, "checkpoints", `${id}.ckpt`);
}

/** The losses so far travel with the state, so that a resumed run has the whole learning curve. */
async function writeSaved(
  file: string,
  state: TrainingState,
  losses: readonly (number | null)[],
): Promise<void> {
  const missing = Math.max(0, state.step - losses.length); // steps done, but not yet reported
  const all = [...losses.slice(0, state.step), ...(missing === 0 ? [] : state.recentLosses.slice(-missing))];
  await writeFileAtomic(file, encodeCheckpoint({ ...state, recentLosses: all }));
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
