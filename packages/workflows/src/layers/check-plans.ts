import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { writeJsonAtomic } from "@undercoat/files";
import type { FreezePlanDraft } from "@undercoat/layer-analysis";
import { PlannedTuning } from "@undercoat/layer-analysis/options";
import { isTrainingError } from "@undercoat/training";
import * as z from "zod";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";
import type { ItemContext } from "../run/item-context.ts";
import { pretrainId } from "../run/plan.ts";
import { checkpointFile, removePhases, trainJob } from "../run/train-job.ts";
import { plannedJob } from "../run/training-job.ts";
import { studyScores } from "./exchanges.ts";
import type { StudyContext } from "./study-context.ts";
import { StudyScores } from "./study-files.ts";

/** One plan that is trained and scored. */
export interface PlanTrial {
  readonly draft: FreezePlanDraft;
  readonly pretraining: string;
  readonly patches: number;
  readonly seed: number;
}

/** Scores of one trial. */
const TrialResult = z.strictObject({ tuning: PlannedTuning, validation: StudyScores, test: StudyScores });
/** Scores of one trial, see the schema. */
export type TrialResult = z.output<typeof TrialResult>;

/**
 * Fine-tunes a pretrained model by a plan and scores it on the validation and the test windows; a trial that was done
 * with the same plan is read back.
 *
 * @throws {WorkflowError} `EMPTY_SPLIT` without validation windows, `INTERRUPTED`.
 */
export async function runTrial(
  context: StudyContext,
  { draft, pretraining, patches, seed }: PlanTrial,
  isStopping: () => boolean,
): Promise<TrialResult> {
  const { config, folder, data } = context;
  if (data.validation === null)
    throw new WorkflowError("EMPTY_SPLIT", {
      message: `config "${config.name}" has no windows under data.windows.validation, but plans are chosen there and not on the test windows; add some, at least data.buffer away from all others`,
      context: { split: "validation" },
    });
  const id = `seed-${seed}/plan-${pretraining}-${draft.rule}-${patches}`;
  const file = path.join(folder, "results", `${id}.json`);
  const done = existsSync(file) ? await readResult(file, TrialResult) : null;
  if (done !== null && JSON.stringify(done.tuning) === JSON.stringify(draft.tuning)) return done;
  const few = { ...config, finetune: { ...config.finetune, patches } };
  const item: ItemContext = { config: few, folder, data, send: () => undefined, isStopping, pictures: null };
  await rm(checkpointFile(item, id), { force: true }); // of another plan, perhaps
  const job = await plannedJob(draft.tuning, { seed, source: pretrainId(seed, pretraining) }, item);
  try {
    await trainJob(id, job, item);
    const validated = { ...data, splits: { ...data.splits, test: data.validation } };
    const scores = {
      validation: await studyScores(job.model, validated),
      test: await studyScores(job.model, data),
    };
    const result = { tuning: draft.tuning, ...scores };
    await writeJsonAtomic(file, result);
    return result;
  } catch (error) {
    throw isTrainingError(error, "INTERRUPTED") ? interrupted(folder) : error;
  } finally {
    await removePhases(id, job, item);
    job.model.dispose();
  }
}

function interrupted(folder: string): WorkflowError {
  return new WorkflowError("INTERRUPTED", {
    message: `interrupted; finished trials are kept in "${folder}": give the same command again`,
    context: { folder },
  });
}
