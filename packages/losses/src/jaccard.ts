import type { Loss } from "@undercoat/segmentation";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { tverskyTerm } from "./internal/tversky-term.ts";
import { JaccardOptions } from "./jaccard-options.ts";

/**
 * Soft Jaccard (IoU) loss: the mean over classes of 1 - (I + s) / max(S + Y - I + s, epsilon), where per class I
 * sums the probabilities at its labels, S all its probabilities and Y its labels, over the pixels that count.
 *
 * A label that is neither a class of the logits nor 255 makes the loss NaN.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` or `CLASS_COUNT_MISMATCH` from `evaluate`.
 * @see {@link https://doi.org/10.1007/978-3-319-50835-1_22 | Rahman and Wang, ISVC 2016}
 *
 * @example
 * ```ts
 * const ours = jaccard(); // over the classes present in the batch
 * const smp = jaccard({ classes: "all" });
 * ```
 */
export function jaccard(options: JaccardOptions = {}): Loss {
  const parsed = JaccardOptions.parse(options);
  const term = tverskyTerm({ ...parsed, falsePositives: 1, falseNegatives: 1, gamma: 1, gammaOf: "class" });
  return softmaxLoss("jaccard", parsed, term);
}
