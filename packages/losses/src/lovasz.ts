import type { Loss } from "@undercoat/segmentation";
import { lovaszTerm } from "./internal/lovasz-term.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { LovaszOptions } from "./lovasz-options.ts";

/**
 * Lovász-Softmax loss: the mean, over the classes that occur in the labels, of the Lovász extension of the Jaccard
 * loss at the errors abs(label - p). It is the Jaccard loss itself where all probabilities are 0 or 1.
 *
 * Pixel weights make it the extension of the weighted Jaccard loss. A label that is neither a class of the logits nor
 * 255 makes it NaN.
 *
 * @remarks Sorts the pixels of every class, so it costs many times what Dice does. Sorting has no form in a compiled
 *   graph: with the engine `onnxruntime` a step with this loss runs uncompiled, on wasm, and `fit` says so. Where two
 *   pixels have the same error, which of them counts first is open, and so is the gradient.
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1705.08790 | Berman et al., CVPR 2018}
 *
 * @example
 * ```ts
 * const loss = lovasz({ reduction: "patch" });
 * ```
 */
export function lovasz(options: LovaszOptions = {}): Loss {
  const parsed = LovaszOptions.parse(options);
  return softmaxLoss("lovasz", parsed, lovaszTerm(parsed.reduction));
}
