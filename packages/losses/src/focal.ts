import type { Loss } from "@undercoat/segmentation";
import { FocalOptions } from "./focal-options.ts";
import { oneVsAllFocal, softmaxFocal } from "./internal/focal-term.ts";
import { pixelMean } from "./internal/pixel-mean.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";

/**
 * Focal loss: the mean of -(1 - p)^gamma · ln p over the pixels that count, where p is the probability of the label.
 *
 * It learns most from pixels that are still wrong: with noisy labels, from the noise.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1708.02002 | Lin et al., ICCV 2017}
 *
 * @example
 * ```ts
 * const loss = focal({ gamma: 2 });
 * const smp = focal({ form: "one-vs-all", alpha: 0.25 });
 * ```
 */
export function focal(options: FocalOptions = {}): Loss {
  const parsed = FocalOptions.parse(options);
  const term = parsed.form === "softmax" ? softmaxFocal(parsed.gamma) : oneVsAllFocal(parsed);
  return softmaxLoss("focal", parsed, pixelMean(term));
}
