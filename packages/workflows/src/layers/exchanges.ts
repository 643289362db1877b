import { exchangeGroups } from "@undercoat/layer-analysis";
import { type SegmentationModel, weightsOf } from "@undercoat/segmentation";
import { calibrateBatchNorm } from "@undercoat/tensor";
import { buildModel } from "../run/build-model.ts";
import { evaluateModel } from "../run/evaluate-model.ts";
import type { RunData } from "../run/load-run-data.ts";
import { NULL_SUFFIX } from "../run/plan.ts";
import { calibrationImages } from "../run/training-job.ts";
import type { StudyContext } from "./study-context.ts";
import type { SeedLayers, StudyScores } from "./study-files.ts";
import { loadStudyModel, withModels } from "./study-model.ts";

type Exchange = SeedLayers["exchanges"][number];

/** Swap test between clean and noisy models, with the null beside it, and rewind test, where the study asks for them. */
export async function exchangesOf(context: StudyContext, seed: number): Promise<Exchange[]> {
  const { study, reference, candidates } = context;
  const exchanges: Exchange[] = [];
  const step = context.config.pretrain.steps;
  const at = (pretraining: string) => loadStudyModel(context, { seed, pretraining, step });
  const swap = async (kind: Exchange["kind"], candidate: string, into: string, from: string) => {
    await withModels([at(into), at(from)], async (model, donor) => {
      exchanges.push({ kind, candidate, ...(await exchanged(context, seed, model!, weightsOf(donor!))) });
    });
  };
  for (const candidate of study.swap === "none" ? [] : [`${reference}${NULL_SUFFIX}`, ...candidates]) {
    await swap("noisy-into-clean", candidate, reference, candidate);
    if (study.swap === "both") await swap("clean-into-noisy", candidate, candidate, reference);
  }
  for (const candidate of study.rewind ? [reference, ...candidates] : []) {
    const initial = buildModel(context.config, context.data, context.config.model.pretrainDecoder, seed);
    const weights = weightsOf(initial);
    initial.dispose();
    await withModels([at(candidate)], async (model) => {
      exchanges.push({ kind: "rewound", candidate, ...(await exchanged(context, seed, model!, weights)) });
    });
  }
  return exchanges;
}

async function exchanged(
  context: StudyContext,
  seed: number,
  model: SegmentationModel,
  donor: ReturnType<typeof weightsOf>,
): Promise<Pick<Exchange, "base" | "groups">> {
  const { data, study, config } = context;
  const all: StudyScores[] = []; // the model as it was, then group by group
  const { groups } = await exchangeGroups(model, donor, {
    score: async (changed) => {
      context.checkStop();
      const scores = await studyScores(changed, data);
      all.push(scores);
      return scores[study.score] ?? 0;
    },
    ...(study.recalibrate
      ? { repair: (changed) => calibrateBatchNorm(changed.network, calibrationImages(config, data, seed)) }
      : {}),
  });
  return { base: all[0]!, groups: groups.map(({ group }, i) => ({ group, scores: all[i + 1]! })) };
}

/** Pooled scores of a model on the test windows. */
export async function studyScores(model: SegmentationModel, data: RunData): Promise<StudyScores> {
  const { averagePrecision, iou, bestIou, meanIou } = await evaluateModel(model, data, null);
  return { averagePrecision, iou: iou[data.positiveClass] ?? null, bestIou, meanIou };
}
