import {
  type ActivationMeasure,
  activationDivergence,
  activationHistogramKl,
  batchNormDivergence,
  channelSoftmaxKl,
  gaussianWeightKl,
  histogramWeightKl,
  type LayerDivergence,
  type LayerMeasure,
  layerWeightsOf,
  linearCkaDistance,
  type ProbeBatch,
  relativeWeightChange,
  weightDivergence,
} from "@undercoat/layer-analysis";
import type { SegmentationModel } from "@undercoat/segmentation";

/** The weight measures of a study, primary ones first. */
export const weightMeasures = (): readonly LayerMeasure[] => [
  gaussianWeightKl(),
  histogramWeightKl(),
  relativeWeightChange(),
];

/** The activation measures of a study. */
export const activationMeasures = (): readonly ActivationMeasure[] => [
  linearCkaDistance(),
  channelSoftmaxKl(),
  activationHistogramKl(),
];

/** Positions of a layer taken from each batch: more cost time and change no sign. */
const POSITIONS = 1024;

/** Name of the measure on running statistics. */
export const RUNNING_STATISTICS = "batch-norm-kl";

/** Every measure with what is printed beside it. */
export function describeMeasures(): {
  name: string;
  unit: string;
  options: Record<string, unknown>;
  notes: readonly string[];
}[] {
  const named = [...weightMeasures(), ...activationMeasures()].map(({ name, unit, options, notes }) => ({
    name,
    unit,
    options: { ...options },
    notes,
  }));
  const notes = ["Running statistics follow the last batches of a training as much as its weights."];
  return [...named, { name: RUNNING_STATISTICS, unit: "nat", options: {}, notes }];
}

/** Divergence of two models in every measure, a row per layer group. */
export function divergencesOf(
  reference: SegmentationModel,
  candidate: SegmentationModel,
  images: readonly ProbeBatch[],
): Map<string, readonly LayerDivergence[]> {
  const [p, q] = [layerWeightsOf(reference), layerWeightsOf(candidate)];
  const weights = weightMeasures().map(
    (measure) => [measure.name, weightDivergence(p, q, { measure })] as const,
  );
  const activations = activationDivergence(reference, candidate, {
    measures: activationMeasures(),
    images,
    positions: POSITIONS,
  });
  return new Map([...weights, ...activations, [RUNNING_STATISTICS, batchNormDivergence(p, q)] as const]);
}
