import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { LossesError } from "./errors.ts";

/** One term of a sum. */
export interface WeightedLoss {
  readonly loss: Loss;
  readonly weight: number;
}

/**
 * A sum of losses is a loss; `parts` gives its terms, weights included, by the names of the losses.
 *
 * @throws {LossesError} `NO_LOSSES` for an empty list, `REPEATED_LOSS` if two terms have one name.
 *
 * @example
 * ```ts
 * const loss = sumOfLosses([{ loss: crossEntropy(), weight: 1 }, { loss: dice(), weight: 0.5 }]);
 * ```
 */
export function sumOfLosses(terms: readonly (Loss | WeightedLoss)[]): Loss {
  const weighted = terms.map((term) => ("loss" in term ? term : { loss: term, weight: 1 }));
  checkNames(weighted.map(({ loss }) => loss.name));
  const parts: NonNullable<Loss["parts"]> = (logits, labels, options) =>
    Object.fromEntries(
      weighted.map(({ loss, weight }) => [
        loss.name,
        tf.tidy(() => tf.mul(loss.evaluate(logits, labels, options), weight) as tf.Scalar),
      ]),
    );
  return {
    kind: "loss",
    name: "sum",
    options: {
      losses: weighted.map(({ loss, weight }) => ({ name: loss.name, options: loss.options, weight })),
    },
    evaluate: (logits, labels, options) =>
      tf.tidy(() => tf.addN(Object.values(parts(logits, labels, options))) as tf.Scalar),
    parts,
  };
}

function checkNames(names: readonly string[]): void {
  if (names.length === 0) {
    throw new LossesError("NO_LOSSES", { message: "a sum of losses has 0 terms; give it at least 1" });
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new LossesError("REPEATED_LOSS", {
    message: `loss "${repeated}" stands twice in a sum, where every name may stand once; use a weight instead`,
    context: { name: repeated },
  });
}
