import { IGNORE_INDEX } from "@undercoat/raster";
import { MetricsError } from "../errors.ts";

/** A float32 softmax, or a blend of several, may pass 1 by this much. */
const FLOAT32_ROUNDING = 1e-5;
/** What the probabilities of a pixel may miss 1 by: float16 predictions are kept to three digits. */
const SUM_SLACK = 2e-3;

/** Refuses NaN and numbers outside 0 to 1, but for ignored pixels. */
export function assertProbabilities(reference: Uint8Array, probability: Float32Array): void {
  const outside = (value: number, pixel: number) =>
    !isProbability(value) && reference[pixel] !== IGNORE_INDEX;
  const pixel = probability.findIndex(outside);
  if (pixel !== -1) throw outsideError(probability[pixel]!, pixel);
}

/** Refuses pixels whose probabilities are no distribution over the classes, but for ignored ones. */
export function assertDistributions(reference: Uint8Array, probabilities: Float32Array, order: number): void {
  for (let pixel = 0; pixel < reference.length; pixel++) {
    if (reference[pixel] === IGNORE_INDEX) continue;
    let sum = 0;
    for (let at = pixel * order; at < (pixel + 1) * order; at++) {
      if (!isProbability(probabilities[at]!)) throw outsideError(probabilities[at]!, pixel);
      sum += probabilities[at]!;
    }
    if (Math.abs(sum - 1) > SUM_SLACK)
      throw new MetricsError("PROBABILITY_OUTSIDE", {
        message: `probabilities sum to ${sum} at pixel ${pixel}, but 1 was expected; give [pixel, class] after softmax`,
        context: { sum, pixel },
      });
  }
}

function isProbability(value: number): boolean {
  return value >= 0 && value <= 1 + FLOAT32_ROUNDING;
}

function outsideError(probability: number, pixel: number): MetricsError {
  return new MetricsError("PROBABILITY_OUTSIDE", {
    message:
      `probability is ${probability} at pixel ${pixel}, but a number from 0 to 1 was expected; ` +
      "apply softmax to the logits first",
    context: { probability, pixel },
  });
}
