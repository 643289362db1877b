import * as tf from "@tensorflow/tfjs-core";
import type { Loss, PartOptions } from "@undercoat/segmentation";
import { evaluateTerms, type SoftmaxTerm } from "./softmax-terms.ts";

/** A loss of one term. */
export function softmaxLoss(name: string, options: PartOptions, term: SoftmaxTerm): Loss {
  return {
    kind: "loss",
    name,
    options,
    evaluate: (logits, labels, evaluateOptions = {}) =>
      tf.tidy(() => tf.sum(evaluateTerms([term], logits, labels, evaluateOptions)) as tf.Scalar),
  };
}
