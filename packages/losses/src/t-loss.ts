import * as tf from "@tensorflow/tfjs-core";
import type { Loss, LossEvaluateOptions } from "@undercoat/segmentation";
import type * as z from "zod";
import { batchTargets } from "./internal/batch-targets.ts";
import { softmaxRows } from "./internal/softmax-terms.ts";
import { statedGradient } from "./internal/stated-gradient.ts";
import { tLossTerm } from "./internal/t-loss-term.ts";
import { TLossOptions } from "./t-loss-options.ts";

/** The T-loss, which can also be differentiated by ν. */
export interface TLoss extends Loss {
  /** The same for another ν, with a gradient to logits and ν: for learning it, with an optimiser of its own. */
  evaluateAt(logits: tf.Tensor4D, labels: tf.Tensor3D, options: TLossEvaluateOptions): tf.Scalar;
}

/** What {@link TLoss.evaluateAt} is told. */
export interface TLossEvaluateOptions extends LossEvaluateOptions {
  /** A scalar; a variable where it is learnt. */
  readonly nu: tf.Scalar;
}

/**
 * T-loss: the mean over patches of the negative log-likelihood of their residuals under one Student t distribution of
 * as many dimensions as pixels count, -lnΓ((v + D) / 2) + lnΓ(v / 2) + D/2 · (ln(πv) - λ) + (v + D)/2 · ln(1 + e^λ Δ / v),
 * where v = exp(ν) + 1e-8, D is the number (or the weight) of the pixels that count and Δ = ½ Σ (p - onehot)², which
 * for two classes is the paper's Σ (p - y)².
 *
 * A patch that is far off as a whole teaches little. ν stays as given; the paper learns it, see `evaluateAt`.
 *
 * @remarks Numbers of the order of D; gradients are those of a sum over pixels, so clip by norm accordingly or take
 *   `reduction: "pixel"`. It can be below 0, as densities can be above 1.
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/2306.00753 | Gonzalez-Jimenez et al., MICCAI 2023}
 *
 * @example
 * ```ts
 * const loss = tLoss();
 * const nu = tf.variable(tf.scalar(loss.options.nu as number));
 * const value = loss.evaluateAt(logits, labels, { nu }); // tf.variableGrads reaches nu
 * ```
 */
export function tLoss(options: TLossOptions = {}): TLoss {
  const parsed = TLossOptions.parse(options);
  return {
    kind: "loss",
    name: "t-loss",
    options: parsed,
    evaluate: (logits, labels, evaluateOptions) =>
      tf.tidy(() => evaluateAt(parsed, logits, labels, { ...evaluateOptions, nu: tf.scalar(parsed.nu) })),
    evaluateAt: (...input) => tf.tidy(() => evaluateAt(parsed, ...input)),
  };
}

function evaluateAt(
  parsed: z.output<typeof TLossOptions>,
  ...[logits, labels, { nu, ...evaluateOptions }]: Parameters<TLoss["evaluateAt"]>
): tf.Scalar {
  return statedGradient([logits, nu], () => {
    const targets = batchTargets(logits, labels, evaluateOptions);
    const rows = softmaxRows(tf.reshape(logits, [-1, logits.shape[3]]));
    const { value, gradients } = tLossTerm(rows, targets, nu, parsed);
    return { value, gradients: [tf.reshape(gradients[0]!, logits.shape), tf.reshape(gradients[1]!, [])] };
  });
}
