import { IGNORE_INDEX } from "@undercoat/raster";
import * as z from "zod";
import { NoiseEstimationError } from "./errors.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { bestClasses } from "./internal/pixel-classes.ts";
import { assertLabelledPixels, type LabelledPixels } from "./labelled-pixels.ts";

/** Options of {@link ensembleIou}. */
export const EnsembleIouOptions = z.strictObject({
  /** The class that counts, predicted where its mean probability is ½ or more. Default: all classes, by the largest. */
  classIndex: z.int().min(0).optional(),
});
/** Options of {@link ensembleIou}. */
export type EnsembleIouOptions = z.input<typeof EnsembleIouOptions>;

/**
 * Mean probabilities of several models for the same pixels.
 *
 * @throws {NoiseEstimationError} `SIZE_MISMATCH` for no model, or arrays of different length.
 *
 * @example
 * ```ts
 * const probabilities = meanProbabilities([ofSeed42, ofSeed43, ofSeed44]);
 * ```
 */
export function meanProbabilities(models: readonly Float32Array[]): Float32Array {
  const length = models[0]?.length ?? 0;
  if (length === 0 || models.some((model) => model.length !== length)) {
    throw new NoiseEstimationError("SIZE_MISMATCH", {
      message: `models have ${models.map((model) => model.length).join(", ") || "no"} probabilities, expected the same number for each; predict the same window with each model`,
      context: { models: models.length },
    });
  }
  const mean = new Float64Array(length);
  for (const model of models) for (let cell = 0; cell < length; cell++) mean[cell]! += model[cell]!;
  return Float32Array.from(mean, (sum) => sum / models.length);
}

/**
 * How well the mean prediction of an ensemble agrees with the labels of a patch, as IoU: the lower, the noisier its labels.
 * Of all classes, or of one, as in the augmented ensemble ranking of buildings.
 *
 * @param pixels - One patch, with {@link meanProbabilities} of the ensemble.
 * @returns null where neither labels nor prediction hold the class: nothing to rank by.
 * @throws {NoiseEstimationError} `CLASS_UNKNOWN`; what {@link assertLabelledPixels} throws.
 * @see {@link https://arxiv.org/abs/2603.00604 | augmented ensemble ranking}
 *
 * @example
 * ```ts
 * const score = ensembleIou({ classes: 2, labels, probabilities: meanProbabilities(models) }, { classIndex: 1 });
 * ```
 */
export function ensembleIou(pixels: LabelledPixels, options: EnsembleIouOptions = {}): number | null {
  const { classIndex } = parsedOptions(EnsembleIouOptions, options);
  assertLabelledPixels(pixels);
  if (classIndex !== undefined) return iouOf(pixels.labels, half(pixels, classIndex), classIndex);
  const predicted = bestClasses(pixels);
  const scores = Array.from({ length: pixels.classes }, (_, k) => iouOf(pixels.labels, predicted, k));
  const known = scores.filter((score) => score !== null);
  return known.length === 0 ? null : known.reduce((sum, score) => sum + score, 0) / known.length;
}

function half({ classes, labels, probabilities }: LabelledPixels, classIndex: number): Uint8Array {
  if (classIndex >= classes) {
    throw new NoiseEstimationError("CLASS_UNKNOWN", {
      message: `classIndex is ${classIndex}, expected 0 to ${classes - 1}; give a class of the probabilities`,
      context: { classIndex, classes },
    });
  }
  return labels.map((_, pixel) =>
    probabilities[pixel * classes + classIndex]! >= 0.5 ? classIndex : IGNORE_INDEX,
  );
}

function iouOf(labels: Uint8Array, predicted: Uint8Array, classIndex: number): number | null {
  let both = 0;
  let either = 0;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (labels[pixel] === IGNORE_INDEX) continue;
    const inLabels = labels[pixel] === classIndex;
    const inPrediction = predicted[pixel] === classIndex;
    if (inLabels && inPrediction) both += 1;
    if (inLabels || inPrediction) either += 1;
  }
  return either === 0 ? null : both / either;
}
