import { choosePatches, cutPatches, sceneOf } from "@undercoat/datasets";
import {
  draftFreezePlan,
  type FreezeEvidence,
  type FreezePlanDraft,
  gradientAgreement,
  labelGradients,
} from "@undercoat/layer-analysis";
import type { FreezeRule } from "@undercoat/layer-analysis/options";
import { namedLoss } from "@undercoat/losses";
import { cropLabels } from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";
import { batchOf } from "./probe.ts";
import type { StudyContext } from "./study-context.ts";
import type { LayerStudyFile } from "./study-files.ts";
import { loadStudyModel, withModels } from "./study-model.ts";

/** Clean patches whose gradients `auto-rgn` looks at. */
const GRADIENT_PATCHES = 8;

/** What a plan is drafted for. */
export interface DraftRequest {
  readonly pretraining: string;
  readonly rule: FreezeRule;
}

/** The plan of one rule from what a study found; gradients are averaged over its seeds. */
export async function draftPlan(
  context: StudyContext,
  file: LayerStudyFile,
  { pretraining, rule }: DraftRequest,
): Promise<FreezePlanDraft> {
  const { keep, measure, shift } = context.study.plan;
  const evidence: FreezeEvidence = {
    groups: file.groups,
    keep,
    measure,
    shift,
    ratios: ratiosOf(file, pretraining, measure),
    ...(rule === "auto-rgn" ? { gradients: await gradientsOf(context, pretraining) } : {}),
  };
  return draftFreezePlan(rule, evidence);
}

function ratiosOf(
  { tables, steps, name, measures }: LayerStudyFile,
  pretraining: string,
  measure: string,
): NonNullable<FreezeEvidence["ratios"]> {
  const table = tables.find(
    (one) => one.candidate === pretraining && one.measure === measure && one.step === steps.at(-1),
  );
  if (table !== undefined)
    return table.rows.map(({ group, ratio, interval }) => ({ group, ratio: ratio ?? Number.NaN, interval }));
  throw new WorkflowError("CONFIG_VALUE", {
    message: `study "${name}" holds no ratios of "${pretraining}" by "${measure}"; its labels are ${[...new Set(tables.map(({ candidate }) => candidate))].join(", ")}, its measures ${measures.map((one) => one.name).join(", ")}`,
    context: { pretraining, measure },
  });
}

async function gradientsOf(
  context: StudyContext,
  pretraining: string,
): Promise<NonNullable<FreezeEvidence["gradients"]>> {
  const sums = new Map<string, number>();
  for (const seed of context.seeds) {
    const model = loadStudyModel(context, { seed, pretraining, step: context.config.pretrain.steps });
    await withModels([model], (pretrained) => {
      const batch = cleanBatch(context, seed);
      for (const { group, relativeNorm } of gradientAgreement(
        labelGradients(pretrained!, batch, namedLoss(context.config.loss)),
      ))
        sums.set(group, (sums.get(group) ?? 0) + relativeNorm / context.seeds.length);
    });
  }
  return [...sums].map(([group, relativeNorm]) => ({ group, relativeNorm }));
}

function cleanBatch({ config, data }: StudyContext, seed: number) {
  const { patchSize, patches: wanted } = config.finetune;
  const all = cutPatches(data.splits.finetune, patchSize);
  const count = Math.min(GRADIENT_PATCHES, wanted, all.length);
  const patches = choosePatches(all, { count, seed, positiveClass: data.positiveClass });
  const labels = patches.flatMap(({ sceneId, window }) => [
    ...cropLabels(sceneOf(data.splits.finetune, sceneId).labels, window).data,
  ]);
  return { ...batchOf(data, data.splits.finetune, patches), labels: Uint8Array.from(labels) };
}
