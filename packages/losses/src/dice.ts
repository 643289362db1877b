import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import type * as z from "zod";
import { DiceOptions } from "./dice-options.ts";
import { batchTargets, classWeightRow } from "./internal/batch-targets.ts";
import { type DiceTargets, diceOfSums, diceSlopes } from "./internal/dice-of-sums.ts";
import { sumAcross } from "./internal/rows.ts";
import { softmaxOf } from "./internal/softmax.ts";

/**
 * Soft Dice loss: the mean over classes of 1 - (2I + s) / max(S + Y + s, epsilon), where per class I sums
 * the probabilities at its labels, S all its probabilities and Y its labels, over the pixels that count.
 *
 * A label that is neither a class of the logits nor 255 makes the loss NaN.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` or `CLASS_COUNT_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1606.04797 | Milletari et al., 3DV 2016}
 *
 * @example
 * ```ts
 * const ours = dice(); // over the classes present in the batch
 * const smp = dice({ classes: "all", epsilon: 2e-7 });
 * ```
 */
export function dice(options: DiceOptions = {}): Loss {
  const parsed = DiceOptions.parse(options);
  return {
    kind: "loss",
    name: "dice",
    options: parsed,
    evaluate: (logits, labels, evaluateOptions = {}) =>
      tf.tidy(() => {
        const targets = batchTargets(logits, labels, evaluateOptions);
        const groups = parsed.reduction === "batch" ? 1 : logits.shape[0];
        const rows = tf.reshape(logits, [-1, logits.shape[3]]) as tf.Tensor2D;
        const classWeights = classWeightRow(parsed.classWeights, logits.shape[3]);
        const value = softDice(rows, { ...targets, groups, classWeights }, parsed);
        return tf.add(value, targets.alarm) as tf.Scalar;
      }),
  };
}

type SavedTensors = [tf.Tensor2D, tf.Tensor3D, tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];

/** The loss with its gradient through softmax: p · (g - Σ_k g p), where g = a·target + c·valid per class. */
function softDice(
  logits: tf.Tensor2D,
  targets: DiceTargets,
  options: z.output<typeof DiceOptions>,
): tf.Tensor {
  const operation = tf.customGrad((...inputs) => {
    const save = inputs[1] as unknown as tf.GradSaveFunc;
    const probabilities = softmaxOf(inputs[0] as tf.Tensor2D);
    const { value, byOverlap, byTotal, label, counts } = diceOfSums(probabilities, targets, options);
    save([probabilities, label, counts, byOverlap, byTotal]);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => softDiceGradient(dy, saved) };
  });
  return operation(logits);
}

function softDiceGradient(dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor {
  const [probabilities, label, counts, byOverlap, byTotal] = saved as SavedTensors;
  const slopes = diceSlopes({
    label,
    counts,
    byOverlap: tf.mul(byOverlap, dy),
    byTotal: tf.mul(byTotal, dy),
  });
  const weighted = tf.mul<tf.Tensor2D>(slopes, probabilities);
  return tf.sub(weighted, tf.mul(probabilities, sumAcross(weighted)));
}
