import type { Loss } from "@undercoat/segmentation";
import { CrossEntropyOptions } from "./cross-entropy-options.ts";
import { crossEntropyTerm } from "./internal/cross-entropy-term.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";

/**
 * Cross-entropy: the mean of -ln p(label) over the pixels that count, in nats, weighted by class and pixel.
 *
 * With smoothing s the target is (1 - s) at the label and s / K on every class, as in PyTorch. A label
 * that is neither a class of the logits nor 255 makes the loss NaN.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` or `CLASS_COUNT_MISMATCH` from `evaluate`.
 *
 * @example
 * ```ts
 * const loss = crossEntropy({ labelSmoothing: 0.1 });
 * const value = loss.evaluate(logits, labels); // a scalar to dispose
 * ```
 */
export function crossEntropy(options: CrossEntropyOptions = {}): Loss {
  const parsed = CrossEntropyOptions.parse(options);
  return softmaxLoss("cross-entropy", parsed, crossEntropyTerm(parsed));
}
