import * as tf from "@tensorflow/tfjs-core";
import type { LossEvaluateOptions } from "@undercoat/segmentation";
import { LossesError } from "./errors.ts";
import { batchTargets } from "./internal/batch-targets.ts";
import { jensenShannonRows, shared } from "./internal/jensen-shannon-term.ts";
import { countedWeights, SMALLEST_TOTAL } from "./internal/pixel-mean.ts";
import { softmaxRows } from "./internal/softmax-terms.ts";
import { type Stated, statedGradient } from "./internal/stated-gradient.ts";
import { JensenShannonOptions } from "./jensen-shannon-options.ts";
import type { MultiViewLoss } from "./multi-view-loss.ts";

/**
 * Jensen-Shannon loss (JS), and with several views its generalised form (GJS): the mean of
 * (H(m) - (1 - π) · mean_i H(p_i)) / (-(1 - π) ln(1 - π)), where m = π · onehot + (1 - π) · mean_i p_i, H is the
 * entropy in nats and π is `labelWeight`.
 *
 * With views it also asks the predictions to agree, which noisy labels do not disturb.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/2105.04522 | Englesson and Azizpour, NeurIPS 2021}
 *
 * @example
 * ```ts
 * const loss = jensenShannon({ labelWeight: 0.3 });
 * const value = loss.evaluateViews([logits, logitsOfAugmented], labels);
 * ```
 */
export function jensenShannon(options: JensenShannonOptions = {}): MultiViewLoss {
  const parsed = JensenShannonOptions.parse(options);
  const evaluateViews: MultiViewLoss["evaluateViews"] = (views, labels, evaluateOptions = {}) => {
    checkViews(views);
    return tf.tidy(() =>
      statedGradient(views, () => divergence(views, { ...parsed, labels, evaluateOptions })),
    );
  };
  return {
    kind: "loss",
    name: "jensen-shannon",
    options: parsed,
    evaluate: (logits, labels, evaluateOptions) => evaluateViews([logits], labels, evaluateOptions),
    evaluateViews,
  };
}

interface Setting {
  readonly labelWeight: number;
  readonly labels: tf.Tensor3D;
  readonly evaluateOptions: LossEvaluateOptions;
}

function divergence(views: readonly tf.Tensor4D[], setting: Setting): Stated {
  const targets = batchTargets(views[0]!, setting.labels, setting.evaluateOptions);
  const rows = views.map((view) => {
    const { probabilities, logarithms } = softmaxRows(tf.reshape(view, [-1, view.shape[3]]));
    return { probabilities, logarithms: logarithms() };
  });
  const { each, slopes } = jensenShannonRows(rows, targets.oneHot, setting.labelWeight);
  const weights = countedWeights(targets);
  const share = tf.div<tf.Tensor2D>(weights, tf.maximum(tf.sum(weights), SMALLEST_TOTAL));
  return {
    value: tf.add(tf.sum(tf.mul(each, share)), targets.alarm),
    gradients: slopes.map((slope) => tf.reshape(shared(slope, share), views[0]!.shape)),
  };
}

function checkViews(views: readonly tf.Tensor4D[]): void {
  const [first] = views;
  if (first === undefined) {
    throw new LossesError("NO_LOSSES", { message: "there are 0 views; give the logits of at least 1" });
  }
  const other = views.find(({ shape }) => shape.join() !== first.shape.join());
  if (other === undefined) return;
  throw new LossesError("SHAPE_MISMATCH", {
    message:
      `one view is [${first.shape.join(", ")}] and another [${other.shape.join(", ")}], where all must cover ` +
      "the same pixels; undo what moved them",
    context: { first: [...first.shape], other: [...other.shape] },
  });
}
