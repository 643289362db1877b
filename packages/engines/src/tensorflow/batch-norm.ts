import { fill, type Tensor, type TensorInfo, tensor1d, tidy, zeros } from "@tensorflow/tfjs-core";
import { type Attributes, type NodeBackend, runOp } from "./node-backend.ts";

const COMMON: Attributes = { U: { type: "float32" }, data_format: "NHWC" };

/** Output, mean and biased variance of `x` normalised by its own statistics. */
export function batchNormForward(
  backend: NodeBackend,
  [x, weight, bias]: readonly [TensorInfo, TensorInfo, TensorInfo],
  epsilon: number,
): Tensor[] {
  return tidy(() => {
    const none = tensor1d([]);
    const attributes: Attributes = {
      ...COMMON,
      epsilon: { float: epsilon },
      exponential_avg_factor: { float: 1 },
      is_training: true,
    };
    const outputs = runOp(backend, "FusedBatchNormV3", [x, weight, bias, none, none], attributes, 6);
    // outputs 1 and 2 are made for running averages, 3 and 4 are what its gradient takes: the biased variance
    return [0, 3, 4].map((index) => outputs[index] as Tensor);
  });
}

/** Gradients to input, weight and bias. */
export function batchNormBackward(
  backend: NodeBackend,
  [dy, x, weight, mean, variance]: readonly [TensorInfo, TensorInfo, TensorInfo, TensorInfo, TensorInfo],
  epsilon: number,
): Tensor[] {
  return tidy(() => {
    const attributes: Attributes = { ...COMMON, epsilon: { float: epsilon }, is_training: true };
    const inputs = [dy, x, weight, mean, variance, tensor1d([])];
    return runOp(backend, "FusedBatchNormGradV3", inputs, attributes, 5).slice(0, 3);
  });
}

/** `(x − mean) · scale + shift`, each one value per channel: normalisation by a variance of 1. */
export function normalised(
  backend: NodeBackend,
  [x, mean, scale, shift]: readonly [TensorInfo, TensorInfo, TensorInfo, TensorInfo],
): Tensor {
  return tidy(() => {
    const attributes: Attributes = { ...COMMON, epsilon: { float: 0 }, is_training: false };
    const inputs = [x, scale, shift, mean, fill(mean.shape, 1)];
    return runOp(backend, "FusedBatchNormV3", inputs, attributes, 6)[0] as Tensor;
  });
}

/** Sums over all axes but the last. */
export function columnSums(backend: NodeBackend, x: TensorInfo): Tensor {
  if (x.shape.includes(0)) return zeros(x.shape.slice(-1));
  return runOp(backend, "BiasAddGrad", [x], { data_format: "NHWC" })[0] as Tensor;
}
