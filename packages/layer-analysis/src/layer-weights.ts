import type { SegmentationModel } from "@undercoat/segmentation";

/**
 * What a tensor is: a convolution or dense kernel, its bias, the scale γ or the shift β of a
 * normalisation, or a running statistic (which is no weight and is never compared).
 */
export type WeightKind = "kernel" | "bias" | "norm-scale" | "norm-shift" | "statistic";

/** One tensor on the host. */
export interface LayerParameter {
  /** Such as `encoder.layer1.0.conv1.weight`. */
  readonly name: string;
  readonly group: string;
  /** Omitted: told from name and shape. */
  readonly kind?: WeightKind;
  /** Kernels have their filters on the last axis: `[height, width, in, out]`. */
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The weights of a model, wherever they come from: a model in memory, a model folder, a checkpoint. */
export interface LayerWeights {
  /** Names of the layer groups, input to output. */
  readonly groups: readonly string[];
  /** Every tensor, input to output. */
  readonly parameters: readonly LayerParameter[];
}

/**
 * Copies the weights of a model to the host, so that the model may be trained on or disposed.
 *
 * @example
 * ```ts
 * const atStart = layerWeightsOf(model);
 * ```
 */
export function layerWeightsOf(model: SegmentationModel): LayerWeights {
  const parameters = model.parameters().map(({ name, group, shape, variable }) => ({
    name,
    group,
    shape: [...shape],
    data: Float32Array.from(variable.dataSync()),
  }));
  return { groups: [...model.groups], parameters };
}
