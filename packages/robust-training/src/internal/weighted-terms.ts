import type * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import type { MethodTerms } from "@undercoat/training";

/** The terms of a loss by name, every pixel with a weight; its own value where it has no terms. */
export function termsOf(
  loss: Loss,
  { logits, labels }: Pick<MethodTerms, "logits" | "labels">,
  weights?: tf.Tensor3D,
): Record<string, tf.Scalar> {
  const options = weights === undefined ? {} : { weights };
  return loss.parts?.(logits, labels, options) ?? { [loss.name]: loss.evaluate(logits, labels, options) };
}
