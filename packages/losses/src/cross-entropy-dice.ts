import * as tf from "@tensorflow/tfjs-core";
import type { Loss, LossEvaluateOptions } from "@undercoat/segmentation";
import { CrossEntropyDiceOptions } from "./cross-entropy-dice-options.ts";
import { crossEntropyTerm } from "./internal/cross-entropy-term.ts";
import { diceTerm } from "./internal/dice-term.ts";
import { evaluateTerms } from "./internal/softmax-terms.ts";

/**
 * Cross-entropy plus Dice, both unweighted: the loss of noisy pretraining. By default Dice is the mean
 * over the classes present in the batch. `parts` gives `"cross-entropy"` and `"dice"`, with gradients.
 *
 * The same as `sumOfLosses([crossEntropy(), dice()])`, in about half the time.
 *
 * @example
 * ```ts
 * const loss = crossEntropyDice({ dice: { classes: "all" } });
 * ```
 */
export function crossEntropyDice(options: CrossEntropyDiceOptions = {}): Loss {
  const parsed = CrossEntropyDiceOptions.parse(options);
  const terms = [crossEntropyTerm(parsed.crossEntropy), diceTerm(parsed.dice)];
  const values = (logits: tf.Tensor4D, labels: tf.Tensor3D, evaluateOptions: LossEvaluateOptions = {}) =>
    evaluateTerms(terms, logits, labels, evaluateOptions);
  return {
    kind: "loss",
    name: "cross-entropy-dice",
    options: parsed,
    evaluate: (...input) => tf.tidy(() => tf.sum(values(...input)) as tf.Scalar),
    parts: (...input) =>
      tf.tidy(() => {
        const both = values(...input);
        const part = (index: number) => tf.reshape(tf.slice(both, [index], [1]), []) as tf.Scalar;
        return { "cross-entropy": part(0), dice: part(1) };
      }),
  };
}
