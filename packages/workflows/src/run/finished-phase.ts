import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { SamplerState } from "@undercoat/datasets";
import { readJson, writeJsonAtomic } from "@undercoat/files";
import { setWeights, weightsOf } from "@undercoat/segmentation";
import { loadModel, saveModel } from "@undercoat/segmentation/node";
import { PARTS } from "./build-model.ts";
import type { ItemContext } from "./item-context.ts";
import type { TrainedJob } from "./train-job.ts";
import type { TrainingJob } from "./training-job.ts";

type Folder = Pick<ItemContext, "folder">;

interface Kept extends TrainedJob {
  readonly sampler: SamplerState;
}

const noteOf = ({ folder }: Folder, id: string) => path.join(folder, "checkpoints", `${id}.done.json`);
const modelOf = ({ folder }: Folder, id: string) => path.join(folder, "checkpoints", `${id}.done`);

/** Keeps what the next phase starts from, so that an interruption does not repeat this one. */
export async function keepPhase(
  context: Folder,
  id: string,
  { model, batches }: TrainingJob,
  trained: TrainedJob,
): Promise<void> {
  await saveModel(modelOf(context, id), model);
  await writeJsonAtomic(noteOf(context, id), { ...trained, sampler: batches.save() } satisfies Kept);
}

/** Brings model and batches to the end of a phase that is done; null where it is not. */
export async function restorePhase(
  context: Folder,
  id: string,
  { model, batches }: TrainingJob,
): Promise<TrainedJob | null> {
  if (!existsSync(noteOf(context, id))) return null;
  const { sampler, ...trained } = (await readJson(noteOf(context, id))) as Kept;
  const kept = await loadModel(modelOf(context, id), PARTS);
  try {
    setWeights(model, weightsOf(kept));
  } finally {
    kept.dispose();
  }
  batches.restore(sampler);
  return trained;
}

/** Removes what a phase has left, its checkpoint too. */
export async function removePhase(context: Folder, id: string): Promise<void> {
  const checkpoint = path.join(context.folder, "checkpoints", `${id}.ckpt`);
  for (const left of [noteOf(context, id), modelOf(context, id), checkpoint])
    await rm(left, { force: true, recursive: true });
}
