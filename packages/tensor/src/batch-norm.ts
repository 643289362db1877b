import * as tf from "@tensorflow/tfjs-core";
import { initializers, type LayerVariable, layers } from "@tensorflow/tfjs-layers";
import { type BatchStatistics, batchNormalisation } from "./batch-normalisation.ts";
import { normaliseFixed, normaliseTrainably } from "./internal/normalise.ts";
import { type Layer, type LayerOptions, type OpenShape, onlyInput } from "./layers/stateless-layer.ts";

const EPSILON = 1e-5;
const MOMENTUM = 0.1;

/**
 * Batch normalisation as a layer, with PyTorch's semantics: epsilon 1e-5, momentum 0.1, biased
 * variance to normalise and unbiased variance in the running statistics. Weights `"weight"`,
 * `"bias"`, `"running_mean"`, `"running_var"`.
 *
 * `layer.trainable = false` freezes all four, also when called with `training: true`: the
 * running statistics are then used and stay as they are.
 */
export function batchNorm(options: LayerOptions): Layer {
  return new BatchNormLayer(options);
}

/** The layer class behind {@link batchNorm}. */
export class BatchNormLayer extends layers.Layer {
  static className = "UndercoatBatchNorm";
  private parts: [LayerVariable, LayerVariable, LayerVariable, LayerVariable] | null = null;
  private statisticsListener: ((statistics: BatchStatistics) => void) | null = null;

  override build(inputShape: OpenShape): void {
    const shape = [inputShape[inputShape.length - 1] ?? 0];
    const [zeros, ones] = [initializers.zeros(), initializers.ones()];
    const make = (name: string, initializer: typeof zeros, trainable: boolean) =>
      this.addWeight(name, shape, "float32", initializer, undefined, trainable);
    this.parts = [
      make("weight", ones, true),
      make("bias", zeros, true),
      make("running_mean", zeros, false),
      make("running_var", ones, false),
    ];
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs?: { training?: boolean }): tf.Tensor {
    const x = onlyInput(inputs);
    const [weight, bias, mean, variance] = this.vectors();
    const training = Boolean(kwargs?.training) && this.trainable;
    return tf.tidy(() => {
      if (training || this.statisticsListener) {
        return batchNormalisation(x, weight, bias, EPSILON, (statistics) => this.observe(statistics));
      }
      const scale = tf.rsqrt(tf.add(variance, EPSILON)) as tf.Tensor1D;
      return this.trainable
        ? normaliseTrainably(x, weight, bias, mean, scale)
        : normaliseFixed(x, mean, tf.mul(weight, scale) as tf.Tensor1D, bias);
    });
  }

  override computeOutputShape(inputShape: OpenShape): OpenShape {
    return inputShape;
  }

  /**
   * While a listener is set, every call normalises by the batch and hands its statistics to the
   * listener instead of updating the running ones; `null` removes it.
   */
  listen(listener: ((statistics: BatchStatistics) => void) | null): void {
    this.statisticsListener = listener;
  }

  /** Replaces the running statistics. */
  setRunning(mean: Float32Array, variance: Float32Array): void {
    tf.tidy(() => {
      this.parts?.[2].write(tf.tensor1d(mean));
      this.parts?.[3].write(tf.tensor1d(variance));
    });
  }

  private vectors(): [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D] {
    return (this.parts ?? []).map((part) => part.read()) as [
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
    ];
  }

  private observe(statistics: BatchStatistics): void {
    if (this.statisticsListener) this.statisticsListener(statistics);
    else this.updateRunning(statistics);
  }

  private updateRunning({ mean, variance, count }: BatchStatistics): void {
    const [, , runningMean, runningVariance] = this.vectors();
    const unbiased = count / Math.max(1, count - 1);
    tf.tidy(() => {
      this.parts?.[2].write(blended(runningMean, mean, 1));
      this.parts?.[3].write(blended(runningVariance, variance, unbiased));
    });
  }
}

/** `0.9 · running + 0.1 · factor · batch`, in tensors, so that a compiled step contains it. */
function blended(running: tf.Tensor1D, batch: tf.Tensor1D, factor: number): tf.Tensor1D {
  return tf.add(tf.mul(running, 1 - MOMENTUM), tf.mul(batch, MOMENTUM * factor));
}
