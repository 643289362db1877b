import { expect, test } from "vitest";
import { fromTorch, type TorchLayout, torchLayoutOf, torchShapeOf, toTorch } from "./torch-layout.ts";

const kernel = { name: "x.weight", shape: [3, 2, 5, 35] };

test("the layer's class and the name decide", () => {
  expect(torchLayoutOf(kernel, "UndercoatConvolution")).toBe("convolution");
  expect(torchLayoutOf(kernel, "UndercoatTransposedConvolution")).toBe("convolution");
  expect(torchLayoutOf(kernel, "UndercoatDepthwiseConvolution")).toBe("depthwise");
  expect(torchLayoutOf({ ...kernel, name: "a.mlp.fc1.weight" }, "UndercoatConvolution")).toBe("linear");
  expect(torchLayoutOf({ name: "fc.weight", shape: [4, 5] }, "Dense")).toBe("dense");
  expect(torchLayoutOf({ name: "bn1.weight", shape: [4] }, "UndercoatBatchNorm")).toBe("same");
});

/** Place in PyTorch of a place in ours, by the definition. */
const places: Record<TorchLayout, (at: number[]) => number[]> = {
  same: (at) => at,
  dense: ([i, o]) => [o!, i!],
  linear: ([, , i, o]) => [o!, i!],
  convolution: ([h, w, i, o]) => [o!, i!, h!, w!],
  depthwise: ([h, w, c, m]) => [c! * 2 + m!, 0, h!, w!],
};

test.each([
  ["same", [7]],
  ["dense", [5, 37]],
  ["linear", [1, 1, 5, 37]],
  ["convolution", [3, 2, 5, 37]],
  ["depthwise", [3, 2, 19, 2]],
] as const)("%s: every number lands where the definition says, and comes back", (layout, shape) => {
  const count = shape.reduce<number>((product, length) => product * length, 1);
  const data = Float32Array.from({ length: count }, (_, index) => index);
  const moved = toTorch(data, shape, layout);
  const theirs = torchShapeOf(shape, layout);
  for (let index = 0; index < count; index++)
    expect(moved[flat(places[layout](unflat(index, shape)), theirs)]).toBe(index);
  expect(fromTorch(moved, shape, layout)).toEqual(data);
});

function unflat(index: number, shape: readonly number[]): number[] {
  return shape.map(
    (length, axis) => Math.floor(index / shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % length,
  );
}

function flat(at: readonly number[], shape: readonly number[]): number {
  return at.reduce((index, place, axis) => index * shape[axis]! + place, 0);
}
