import type { SegmentationModel } from "@undercoat/segmentation";
import { loadRunModel } from "../run/load-run-model.ts";
import { pretrainId } from "../run/plan.ts";
import type { StudyContext } from "./study-context.ts";

/** The model of a pretraining after some of its steps. */
export function loadStudyModel(
  { folder, config }: Pick<StudyContext, "folder" | "config">,
  { seed, pretraining, step }: { readonly seed: number; readonly pretraining: string; readonly step: number },
): Promise<SegmentationModel> {
  const id = pretrainId(seed, pretraining);
  return loadRunModel(folder, step === config.pretrain.steps ? id : `${id}@${step}`);
}

/** Lends models to work and frees them, whatever happens. */
export async function withModels<Result>(
  loads: readonly Promise<SegmentationModel>[],
  work: (...models: SegmentationModel[]) => Result | Promise<Result>,
): Promise<Result> {
  const settled = await Promise.allSettled(loads);
  const models = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  try {
    const failed = settled.find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    return await work(...models);
  } finally {
    for (const model of models) model.dispose();
  }
}
