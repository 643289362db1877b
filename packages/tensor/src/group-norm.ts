import type * as tf from "@tensorflow/tfjs-core";
import { initializers, type LayerVariable, layers } from "@tensorflow/tfjs-layers";
import { TensorError } from "./errors.ts";
import { groupNormalisation } from "./group-normalisation.ts";
import { type Layer, type LayerOptions, type OpenShape, onlyInput } from "./layers/stateless-layer.ts";

const EPSILON = 1e-5;

/** Options of {@link groupNorm}. */
export interface GroupNormOptions extends LayerOptions {
  /** A divisor of the number of channels; PyTorch's first argument. */
  readonly groups: number;
}

/**
 * Group normalisation as a layer, epsilon 1e-5 as in PyTorch. Weights `"weight"` and `"bias"`, one a channel. It has
 * no running statistics: training and inference compute the same.
 *
 * Applying it throws a `TensorError` `SHAPE_MISMATCH` where the groups do not divide the channels.
 *
 * @see {@link https://arxiv.org/abs/1803.08494 | Wu and He, ECCV 2018}
 */
export function groupNorm(options: GroupNormOptions): Layer {
  return new GroupNormLayer(options);
}

/** The layer class behind {@link groupNorm}. */
export class GroupNormLayer extends layers.Layer {
  static className = "UndercoatGroupNorm";
  readonly groups: number;
  private parts: readonly [LayerVariable, LayerVariable] | null = null;

  constructor(options: GroupNormOptions) {
    super(options);
    this.groups = options.groups;
  }

  override build(inputShape: OpenShape): void {
    const channels = inputShape[inputShape.length - 1] ?? 0;
    if (channels % this.groups !== 0) {
      throw new TensorError("SHAPE_MISMATCH", {
        message: `layer "${this.name}" normalises ${channels} channels in ${this.groups} groups, expected a multiple of ${this.groups}; choose another number of channels`,
        context: { layer: this.name, channels, groups: this.groups },
      });
    }
    this.parts = [
      this.addWeight("weight", [channels], "float32", initializers.ones()),
      this.addWeight("bias", [channels], "float32", initializers.zeros()),
    ];
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [weight, bias] = (this.parts ?? []).map((part) => part.read()) as [tf.Tensor1D, tf.Tensor1D];
    return groupNormalisation(onlyInput(inputs), weight, bias, { groups: this.groups, epsilon: EPSILON });
  }

  override computeOutputShape(inputShape: OpenShape): OpenShape {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), groups: this.groups };
  }
}
