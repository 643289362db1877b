import {
  ckaMatrix,
  gradientAgreement,
  type LayerDivergence,
  type ProbeBatch,
  pixelGradients,
} from "@undercoat/layer-analysis";
import { namedLoss } from "@undercoat/losses";
import type { SegmentationModel } from "@undercoat/segmentation";
import { NULL_SUFFIX } from "../run/plan.ts";
import { exchangesOf } from "./exchanges.ts";
import { labelledProbe, probeBatches } from "./probe.ts";
import type { StudyContext } from "./study-context.ts";
import type { SeedLayers } from "./study-files.ts";
import { divergencesOf } from "./study-measures.ts";
import { loadStudyModel, withModels } from "./study-model.ts";

/** Patches of which gradients are taken. */
const GRADIENT_PATCHES = 8;

/** Everything that a study measures with one seed. */
export async function measureSeed(context: StudyContext, seed: number): Promise<SeedLayers> {
  const { config, data, study, candidates } = context;
  const size = config.pretrain.patchSize;
  const images = probeBatches(data, { size, count: study.probePatches });
  const observations = await observationsOf(context, seed, images);
  const last = config.pretrain.steps;
  const gradients: SeedLayers["gradients"] = [];
  const cka: SeedLayers["cka"] = [];
  for (const candidate of candidates) {
    context.checkStop();
    const at = (pretraining: string) => loadStudyModel(context, { seed, pretraining, step: last });
    await withModels([at(context.reference), at(candidate)], (clean, noisy) => {
      const matrix = ckaMatrix(clean!, noisy!, { images });
      cka.push({ candidate, values: matrix.values.map((row) => row.map(finite)) });
      gradients.push(...gradientsOf(context, { candidate, seed, model: noisy! }));
    });
  }
  return { seed, observations, exchanges: await exchangesOf(context, seed), gradients, cka };
}

async function observationsOf(
  context: StudyContext,
  seed: number,
  images: readonly ProbeBatch[],
): Promise<SeedLayers["observations"]> {
  const observations: SeedLayers["observations"] = [];
  for (const step of context.steps) {
    const at = (pretraining: string) => loadStudyModel(context, { seed, pretraining, step });
    await withModels(
      [at(context.reference), at(`${context.reference}${NULL_SUFFIX}`)],
      async (clean, repeated) => {
        const nulls = divergencesOf(clean!, repeated!, images);
        for (const candidate of context.candidates) {
          context.checkStop();
          await withModels([at(candidate)], (noisy) => {
            for (const [measure, rows] of divergencesOf(clean!, noisy!, images))
              observations.push({
                candidate,
                step,
                measure,
                rows: rows.map(plainRow),
                nulls: nulls.get(measure)!.map(plainRow),
              });
          });
        }
      },
    );
  }
  return observations;
}

function plainRow({ group, divergence, count, undefinedTensors }: LayerDivergence) {
  return { group, divergence: finite(divergence), count, undefinedTensors: [...undefinedTensors] };
}

function gradientsOf(
  { config, data }: StudyContext,
  { candidate, seed, model }: { candidate: string; seed: number; model: SegmentationModel },
): SeedLayers["gradients"] {
  const size = config.pretrain.patchSize;
  const batch = labelledProbe(data, data.pretrainingLabels(candidate, seed), {
    size,
    count: GRADIENT_PATCHES,
  });
  if (batch === null) return []; // no label is wrong: there is nothing to compare
  const rows = gradientAgreement(pixelGradients(model, batch, namedLoss(config.loss)));
  return [
    {
      candidate,
      groups: rows.map(({ group, cleanNorm, noisyNorm, cosine }) => ({
        group,
        cleanNorm: finite(cleanNorm),
        noisyNorm: finite(noisyNorm),
        cosine: finite(cosine),
      })),
    },
  ];
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
