import * as tf from "@tensorflow/tfjs-core";
import { initializers, type LayerVariable, layers } from "@tensorflow/tfjs-layers";
import { COUNTERS, dropoutFactors, nextCounters } from "./internal/dropout-factors.ts";
import { type Layer, type LayerOptions, type OpenShape, onlyInput } from "./layers/stateless-layer.ts";

/** Options of {@link dropout} and {@link channelDropout}. */
export interface DropoutOptions extends LayerOptions {
  /** Probability that a value becomes 0, below 1. */
  readonly rate: number;
}

/** Bounds of the two whole numbers in `"draws"`, the state of a dropout layer: each is below its bound. */
export const DROPOUT_COUNTERS: readonly [number, number] = COUNTERS;

/**
 * Dropout of single values as a layer: in training, a value becomes 0 with probability `rate`, and the others are
 * enlarged so that the mean stays. At inference, or with `trainable = false`, it does nothing.
 *
 * Which values go follows from the weight `"draws"`: two whole numbers that move with every training step, in a
 * compiled step too. Saved, loaded and checkpointed with the model, they make a training that is resumed the same as
 * one that never stopped. Draw them from a seeded generator, below {@link DROPOUT_COUNTERS}; they start at 0.
 *
 * @see {@link https://jmlr.org/papers/v15/srivastava14a.html | Srivastava et al., JMLR 2014}
 */
export function dropout(options: DropoutOptions): Layer {
  return new DropoutLayer({ ...options, wholeChannels: false });
}

/**
 * Dropout of whole channels, PyTorch's `Dropout2d`: every pixel of a channel of an image goes or stays. Otherwise as
 * {@link dropout}.
 *
 * @see {@link https://arxiv.org/abs/1411.4280 | Tompson et al., CVPR 2015}
 */
export function channelDropout(options: DropoutOptions): Layer {
  return new DropoutLayer({ ...options, wholeChannels: true });
}

/** The layer class behind {@link dropout} and {@link channelDropout}. */
export class DropoutLayer extends layers.Layer {
  static className = "UndercoatDropout";
  readonly settings: { readonly rate: number; readonly wholeChannels: boolean };
  private draws: LayerVariable | null = null;

  constructor({ rate, wholeChannels, ...rest }: DropoutOptions & { readonly wholeChannels: boolean }) {
    super(rest);
    this.settings = { rate, wholeChannels };
  }

  override build(): void {
    this.draws = this.addWeight("draws", [2], "float32", initializers.zeros(), undefined, false);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs?: { training?: boolean }): tf.Tensor {
    const x = onlyInput(inputs);
    if (!kwargs?.training || !this.trainable) return x;
    return tf.tidy(() => {
      const { rate, wholeChannels } = this.settings;
      const draws = this.draws?.read() as tf.Tensor1D;
      const shape = wholeChannels ? [x.shape[0], 1, 1, x.shape[3]] : x.shape;
      const factors = dropoutFactors(draws, shape, rate);
      this.draws?.write(nextCounters(draws));
      return tf.mul(x, factors);
    });
  }

  override computeOutputShape(inputShape: OpenShape): OpenShape {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.settings };
  }
}
