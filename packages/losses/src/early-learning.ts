import * as tf from "@tensorflow/tfjs-core";
import type { LossEvaluateOptions, PartOptions } from "@undercoat/segmentation";
import { EarlyLearningOptions } from "./early-learning-options.ts";
import { LossesError } from "./errors.ts";
import { surprise } from "./internal/label-term.ts";
import { type PixelTerm, pixelMean, weightedTerms } from "./internal/pixel-mean.ts";
import { spread, sumRows, throughSoftmax } from "./internal/rows.ts";
import { evaluateTerms } from "./internal/softmax-terms.ts";

/** What {@link EarlyLearningLoss.evaluate} is told beside logits and labels. */
export interface EarlyLearningEvaluateOptions extends LossEvaluateOptions {
  /** `[batch, height, width, class]`: what the model said of these pixels so far; at most 1 in sum over classes. */
  readonly targets: tf.Tensor4D;
}

/** A loss that needs targets, so it is no `Loss` that a training loop could call without them. */
export interface EarlyLearningLoss {
  readonly kind: "early-learning-loss";
  readonly name: "early-learning";
  readonly options: PartOptions;
  /** The loss of a batch; pixels labelled 255 do not count, and targets are constant. */
  evaluate(logits: tf.Tensor4D, labels: tf.Tensor3D, options: EarlyLearningEvaluateOptions): tf.Scalar;
}

/**
 * Early-learning regularisation (ELR): the mean of -ln p(label) + strength · ln(1 - Σ_k t(k) p(k)), where the targets
 * t are a running mean of the model's own earlier predictions for the same pixels.
 *
 * The targets are kept outside, by `createEarlyLearningMemory`: patches must show the same ground every time, so a
 * sampler that draws new windows, or flips them without turning the targets too, has no memory to use.
 *
 * @remarks In a compiled step the targets must be an input of it; a tensor made outside would be frozen.
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`, also for targets of another shape than the logits.
 * @see {@link https://arxiv.org/abs/2007.00151 | Liu et al., NeurIPS 2020}
 *
 * @example
 * ```ts
 * const loss = earlyLearning({ strength: 3 });
 * const value = loss.evaluate(logits, labels, { targets });
 * ```
 */
export function earlyLearning(options: EarlyLearningOptions = {}): EarlyLearningLoss {
  const parsed = EarlyLearningOptions.parse(options);
  return {
    kind: "early-learning-loss",
    name: "early-learning",
    options: parsed,
    evaluate: (logits, labels, { targets, ...evaluateOptions }) => {
      checkTargets(targets, logits);
      return tf.tidy(() => {
        const rows = tf.reshape(targets, [-1, logits.shape[3]]) as tf.Tensor2D;
        const both = weightedTerms([
          [parsed.labelWeight, surprise],
          [parsed.strength, agreement(rows, parsed.epsilon)],
        ]);
        const values = evaluateTerms([pixelMean(both)], logits, labels, evaluateOptions);
        return tf.sum(values) as tf.Scalar;
      });
    },
  };
}

/** ln max(1 - a, epsilon) of the agreement a = Σ t p, which has no slope below its floor. */
function agreement(targets: tf.Tensor2D, epsilon: number): PixelTerm {
  return ({ probabilities }) => {
    const left = tf.sub<tf.Tensor2D>(1, sumRows(tf.mul(targets, probabilities)));
    const floored = tf.maximum<tf.Tensor2D>(left, epsilon);
    const free = tf.cast(tf.greater<tf.Tensor2D>(left, epsilon), "float32");
    const byAgreement = spread(tf.neg(tf.div<tf.Tensor2D>(free, floored)), targets.shape[1]);
    return { each: tf.log(floored), slopes: throughSoftmax(tf.mul(byAgreement, targets), probabilities) };
  };
}

function checkTargets({ shape }: tf.Tensor4D, logits: tf.Tensor4D): void {
  if (shape.join() === logits.shape.join()) return;
  throw new LossesError("SHAPE_MISMATCH", {
    message: `targets are [${shape.join(", ")}], but the logits [${logits.shape.join(", ")}]; give one number per class of every pixel`,
    context: { targets: [...shape], logits: [...logits.shape] },
  });
}
