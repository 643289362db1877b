import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { compileFunction } from "../../src/compile-function.ts";
import { OnnxModel } from "../../src/write/onnx-model.ts";
import { withGradients } from "../support/kernel-case.ts";
import { useCpu } from "../support/use-cpu.ts";

beforeAll(useCpu);
afterEach(() => vi.restoreAllMocks());

/** The ONNX operators of a convolution with both gradients; the cases of convolutions.ts have these sizes. */
function operatorsOf(image: readonly number[], filter: readonly number[]): string[] {
  const node = vi.spyOn(OnnxModel.prototype, "node");
  const inputs = {
    x: { shape: image, dtype: "float32" },
    f: { shape: filter, dtype: "float32" },
  } as const;
  const run = ({ x, f }: Record<string, tf.Tensor>) =>
    tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, "same");
  compileFunction({
    run: (tensors) => withGradients(run, tensors, ["x", "f"]),
    inputs,
    variables: [],
  }).dispose();
  return node.mock.calls.map(([operator]) => operator);
}

test("small images: the weight gradient is a convolution", () => {
  expect(operatorsOf([2, 9, 12, 3], [3, 3, 3, 4])).not.toContain("FusedMatMul");
});

test("large images: the weight gradient is a product for every kernel row, image by image", () => {
  const operators = operatorsOf([2, 24, 21, 3], [3, 3, 3, 4]);
  expect(operators.filter((operator) => operator === "FusedMatMul")).toHaveLength(3);
  expect(operators).toContain("ReduceSum");
});

test("large images with many channels: one product over the batch", () => {
  const operators = operatorsOf([2, 16, 17, 32], [3, 3, 32, 64]);
  expect(operators.filter((operator) => operator === "FusedMatMul")).toHaveLength(3);
});

test("the input gradient is a convolution where the image is large beside the channels, else transposed", () => {
  expect(operatorsOf([2, 9, 12, 3], [3, 3, 3, 4])).not.toContain("ConvTranspose");
  expect(operatorsOf([2, 4, 3, 8], [3, 3, 8, 9])).toContain("ConvTranspose");
});
