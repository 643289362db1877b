import type { Loss } from "@undercoat/segmentation";
import type * as z from "zod";
import { missedProbability } from "./internal/label-term.ts";
import { normalisedSurprise } from "./internal/normalised-cross-entropy-term.ts";
import { type PixelTerm, pixelMean, weightedTerms } from "./internal/pixel-mean.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { NormalisedCrossEntropyOptions } from "./normalised-cross-entropy-options.ts";

/**
 * Active passive loss: the mean of alpha · ln p(label) / Σ_k ln p(k) (normalised cross-entropy, NCE) plus beta times
 * a passive loss, 1 - p (MAE) or (-ln clip) · (1 - p) (reverse cross-entropy, RCE).
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/2006.13554 | Ma et al., ICML 2020}
 *
 * @example
 * ```ts
 * const nceRce = normalisedCrossEntropy({ alpha: 10, beta: 0.1 });
 * const nceMae = normalisedCrossEntropy({ passive: "mean-absolute-error" });
 * const nce = normalisedCrossEntropy({ passive: "none" });
 * ```
 */
export function normalisedCrossEntropy(options: NormalisedCrossEntropyOptions = {}): Loss {
  const parsed = NormalisedCrossEntropyOptions.parse(options);
  const active = [[parsed.alpha, normalisedSurprise]] as const;
  const both = weightedTerms([...active, ...passiveTerm(parsed)]);
  return softmaxLoss("normalised-cross-entropy", parsed, pixelMean(both));
}

function passiveTerm({
  passive,
  beta,
  clip,
}: z.output<typeof NormalisedCrossEntropyOptions>): (readonly [number, PixelTerm])[] {
  if (passive === "none") return [];
  return [[beta, missedProbability(passive === "mean-absolute-error" ? 1 : -Math.log(clip))]];
}
