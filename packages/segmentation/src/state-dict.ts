import type { SafetensorsTensor } from "@undercoat/safetensors";
import { isTorchParameter } from "./internal/is-torch-parameter.ts";
import { torchLayoutOf, torchShapeOf, toTorch } from "./internal/torch-layout.ts";
import type { SegmentationModel } from "./model.ts";

/**
 * The tensors of a model as PyTorch's `state_dict()` of the same network in segmentation_models.pytorch has them:
 * names, order, kernels `[out, in, height, width]`, and `num_batches_tracked` (0, which nothing here counts).
 *
 * @example
 * ```ts
 * const bytes = encodeSafetensors({ tensors: stateDict(model), metadata: new Map([["format", "pt"]]) });
 * ```
 */
export function stateDict(model: SegmentationModel): Map<string, SafetensorsTensor> {
  const tensors = new Map<string, SafetensorsTensor>();
  for (const parameter of model.parameters().filter(isTorchParameter)) {
    const { name, layer, shape, variable } = parameter;
    const layout = torchLayoutOf(parameter, model.network.getLayer(layer).getClassName());
    const data = toTorch(variable.dataSync<"float32">(), shape, layout);
    tensors.set(name, { type: "F32", shape: torchShapeOf(shape, layout), data });
    if (name.endsWith(".running_var")) tensors.set(`${layer}.num_batches_tracked`, neverCounted());
  }
  return tensors;
}

function neverCounted(): SafetensorsTensor {
  return { type: "I64", shape: [], data: BigInt64Array.of(0n) };
}
