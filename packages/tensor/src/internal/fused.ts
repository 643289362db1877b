import * as tf from "@tensorflow/tfjs-core";

/**
 * Runs a kernel that an engine registered for the active backend under a name of ours, or
 * returns `null` where there is none: the caller then composes the operation of tfjs's own.
 * Kernels have no gradient: call this inside `tf.customGrad`.
 */
export function runFused(
  name: FusedKernel,
  inputs: readonly tf.Tensor[],
  attrs: object = {},
): tf.Tensor[] | null {
  if (!hasFused(name)) return null;
  const named = Object.fromEntries(inputs.map((tensor, index) => [`x${index}`, tensor]));
  const result = tf.engine().runKernel(name, named, attrs as tf.NamedAttrMap) as tf.Tensor | tf.Tensor[];
  return Array.isArray(result) ? result : [result];
}

/** Whether the active backend has the kernel. */
export function hasFused(name: FusedKernel): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

/** The kernels an engine may register; inputs are called `x0`, `x1`, …. */
export type FusedKernel =
  | "UndercoatBatchNorm"
  | "UndercoatBatchNormGrad"
  | "UndercoatColumnSums"
  | "UndercoatDilatedConvolution"
  | "UndercoatDilatedConvolutionInputGrad"
  | "UndercoatDilatedConvolutionWeightGrad"
  | "UndercoatNormalise"
  | "UndercoatRelu"
  | "UndercoatReluGrad"
  | "UndercoatResample"
  | "UndercoatResampleGrad"
  | "UndercoatRelu6"
  | "UndercoatRelu6Grad"
  | "UndercoatUpsampleBilinear"
  | "UndercoatUpsampleBilinearGrad"
  | "UndercoatUpsampleNearest2x"
  | "UndercoatUpsampleNearest2xGrad";
