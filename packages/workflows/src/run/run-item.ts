import { rm } from "node:fs/promises";
import path from "node:path";
import { writeJsonAtomic } from "@undercoat/files";
import { saveModel } from "@undercoat/segmentation/node";
import { evaluateModel } from "./evaluate-model.ts";
import { externalModel } from "./external-encoder.ts";
import type { ItemContext } from "./item-context.ts";
import { loadRunModel } from "./load-run-model.ts";
import { weightHistograms, writeSummaries } from "./model-summaries.ts";
import type { ArmItem, Item, PretrainItem } from "./plan.ts";
import { checkpointFile, removePhases, trainJob } from "./train-job.ts";
import { finetuneJob, pretrainJob, type TrainingJob } from "./training-job.ts";
import type { FromWorker } from "./worker-messages.ts";

/** Does one item and writes its model and, last, its result; an item without a result starts again. */
export async function runItem(item: Item, given: ItemContext): Promise<void> {
  const began = performance.now();
  let batchMilliseconds = 0;
  const context = {
    ...given,
    send: (message: FromWorker) => {
      if (message.kind === "step") batchMilliseconds += message.batchMilliseconds;
      given.send(message);
    },
  };
  if (item.stage === "pretrain" && context.config.pretrainings[item.pretraining]!.role === "external")
    await importItem(item, context);
  else if (item.stage === "pretrain") await trainItem(item.id, pretrainJob(item, context), context);
  else if (item.stage === "finetune") await trainItem(item.id, await finetuneJob(item, context), context);
  else await evaluateItem(item, context);
  const seconds = (performance.now() - began) / 1000;
  given.send({ kind: "done", item: item.id, seconds, batchSeconds: batchMilliseconds / 1000 });
}

async function trainItem(id: string, job: TrainingJob, context: ItemContext): Promise<void> {
  try {
    const before = { step: 0, values: weightHistograms(job.model) };
    const { losses, results } = await trainJob(id, job, context);
    const after = { step: losses.length, values: weightHistograms(job.model) };
    await saveModel(path.join(context.folder, "models", id), job.model);
    await writeSummaries(context.folder, id, [before, after]);
    await writeJsonAtomic(path.join(context.folder, "results", `${id}.json`), {
      item: id,
      losses,
      training: results,
    });
    await rm(checkpointFile(context, id), { force: true });
    await removePhases(id, job, context);
  } finally {
    job.model.dispose();
  }
}

/** In place of a training, the encoder of weights that are there already. */
async function importItem(item: PretrainItem, { config, data, folder }: ItemContext): Promise<void> {
  const model = await externalModel(config, data, item);
  try {
    await saveModel(path.join(folder, "models", item.id), model);
    await writeJsonAtomic(path.join(folder, "results", `${item.id}.json`), { item: item.id, losses: [] });
  } finally {
    model.dispose();
  }
}

async function evaluateItem(item: ArmItem, { config, data, folder, pictures }: ItemContext): Promise<void> {
  const model = await loadRunModel(folder, item.needs[0]!);
  try {
    const own =
      pictures !== null && item.seed === config.seeds[0]
        ? { folder: path.join(pictures, `seed-${item.seed}`, item.arm.name.replace("/", "-")), shown: [] }
        : null;
    const scores = await evaluateModel(model, data, own);
    const { steps } = item.arm.mode === "none" ? config.pretrain : config.finetune;
    if (own !== null) await writeSummaries(folder, item.id, [{ step: steps, values: own.shown }]);
    await writeJsonAtomic(path.join(folder, "results", `${item.id}.json`), { ...scores, seed: item.seed });
  } finally {
    model.dispose();
  }
}
