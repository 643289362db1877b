import { IGNORE_INDEX } from "@undercoat/raster";
import * as z from "zod";
import { parsedOptions } from "./internal/parsed-options.ts";
import { assertLabelledPixels, type LabelledPixels } from "./labelled-pixels.ts";

/** Options of {@link pixelQuality}. */
export const PixelQualityOptions = z.strictObject({
  /**
   * `self-confidence`: p of the label. `normalised-margin`: (p of the label − largest other p + 1) / 2.
   * `confidence-weighted-entropy`: ln(q + 1) / q with q = (H(p) / ln K) / p of the label.
   */
  method: z
    .enum(["self-confidence", "normalised-margin", "confidence-weighted-entropy"])
    .default("self-confidence"),
});
/** Options of {@link pixelQuality}. */
export type PixelQualityOptions = z.input<typeof PixelQualityOptions>;

type Score = (probabilities: Float32Array, start: number, classes: number, label: number) => number;

const SCORES: Readonly<Record<z.output<typeof PixelQualityOptions>["method"], Score>> = {
  "self-confidence": (probabilities, start, _, label) => probabilities[start + label]!,
  "normalised-margin": normalisedMargin,
  "confidence-weighted-entropy": confidenceWeightedEntropy,
};

/**
 * How well each label fits its pixel, from 0 (surely wrong) to 1; NaN where the pixel is ignored.
 *
 * @remarks The same numbers as cleanlab 2.9 `rank.get_label_quality_scores`, except that an entropy of exactly 0
 *   with full confidence scores 1, the limit, and not 0.
 * @throws {NoiseEstimationError} what {@link assertLabelledPixels} throws.
 * @see {@link https://arxiv.org/abs/2307.05080 | Lad & Mueller 2023}
 *
 * @example
 * ```ts
 * const quality = pixelQuality(pixels, { method: "normalised-margin" });
 * ```
 */
export function pixelQuality(pixels: LabelledPixels, options: PixelQualityOptions = {}): Float32Array {
  const { method } = parsedOptions(PixelQualityOptions, options);
  assertLabelledPixels(pixels);
  const { probabilities, labels, classes } = pixels;
  const score = SCORES[method];
  const quality = new Float32Array(labels.length);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const label = labels[pixel]!;
    quality[pixel] =
      label === IGNORE_INDEX ? Number.NaN : score(probabilities, pixel * classes, classes, label);
  }
  return quality;
}

function normalisedMargin(
  probabilities: Float32Array,
  start: number,
  classes: number,
  label: number,
): number {
  let other = 0;
  for (let k = 0; k < classes; k++) if (k !== label) other = Math.max(other, probabilities[start + k]!);
  return (probabilities[start + label]! - other + 1) / 2;
}

function confidenceWeightedEntropy(
  probabilities: Float32Array,
  start: number,
  classes: number,
  label: number,
): number {
  let entropy = 0;
  for (let cell = start; cell < start + classes; cell++) {
    const probability = probabilities[cell]!;
    if (probability > 0) entropy -= probability * Math.log(probability);
  }
  const ratio = entropy / Math.log(classes) / Math.max(probabilities[start + label]!, SMALLEST);
  return ratio < SMALLEST ? 1 : Math.log1p(ratio) / ratio;
}

const SMALLEST = 1e-6;
