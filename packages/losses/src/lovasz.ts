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
 * @remarks Sorts the pixels of every class in JavaScript, in linear time, for which it reads the probabilities back:
 *   about nine times the work of Dice on wasm (8 patches of 256², 4 classes). Sorting has no form in a compiled graph:
 *   with the engine `onnxruntime` a step with this loss runs uncompiled, on wasm, and `fit` says so. Of two pixels with
 *   the same error the first counts first.
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
