import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { adaptFirstConvolution } from "./adapt-first-convolution.ts";
import { isEncodersError } from "./errors.ts";

/** Float32 products and sums of a few numbers. */
const FLOAT32 = 1e-6;

interface FirstConvCase {
  readonly inChannels: number;
  readonly weight: GoldenArray;
  readonly expected?: GoldenArray;
  readonly adapted?: GoldenArray;
}

/** From PyTorch's `[out, in, row, column]` to `[row, column, in, out]`. */
function fromTorch({ shape, data }: GoldenArray) {
  const [outputs, inputs, rows, columns] = shape as [number, number, number, number];
  const values = new Float32Array(data.length);
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let cell = 0; cell < rows * columns; cell++)
        values[(cell * inputs + i) * outputs + o] = Number(data[(o * inputs + i) * rows * columns + cell]);
  return { shape: [rows, columns, inputs, outputs], data: values };
}

describeShared(
  "kernels of other band counts equal segmentation_models.pytorch's",
  ["golden", "models"],
  () => {
    const cases = goldenCases<FirstConvCase>("models").cases.filter(({ kind }) => kind === "firstConv");
    test.each(cases)("$id", (golden) => {
      const found = adaptFirstConvolution(fromTorch(golden.weight), golden.inChannels);
      const expected = fromTorch((golden.adapted ?? golden.expected)!);
      expect(found.shape).toEqual(expected.shape);
      const errors = found.data.map((value, index) => Math.abs(value - expected.data[index]!));
      expect(Math.max(...errors)).toBeLessThan(FLOAT32);
    });
  },
);

test.each([
  [3, 3],
  [3, 6],
  [4, 12],
  [5, 1],
])("of %i bands, the answer to equal bands stays for %i", (given, inChannels) => {
  const kernel = {
    shape: [1, 2, given, 3],
    data: Float32Array.from({ length: 6 * given }, (_, i) => Math.sin(i)),
  };
  const before = kernel.data.slice();
  const { data, shape } = adaptFirstConvolution(kernel, inChannels);
  expect(shape).toEqual([1, 2, inChannels, 3]);
  expect(kernel.data).toEqual(before);
  const sumOf = (values: Float32Array, bands: number, cell: number, filter: number) =>
    Array.from({ length: bands }, (_, b) => values[(cell * bands + b) * 3 + filter]!).reduce((a, b) => a + b);
  for (const cell of [0, 1])
    for (const filter of [0, 1, 2])
      expect(sumOf(data, inChannels, cell, filter)).toBeCloseTo(sumOf(before, given, cell, filter), 5);
});

test("what is no kernel, and no number of bands, is refused", () => {
  const kernel = { shape: [3, 3, 3], data: new Float32Array(27) };
  expect(() => adaptFirstConvolution(kernel, 4)).toThrowErrorMatchingInlineSnapshot(
    `[EncodersError: kernel is [3, 3, 3] with 27 values, for 4 bands, expected [height, width, in, out] and a whole number of bands above 0; take the kernel of a 2-D convolution]`,
  );
  try {
    adaptFirstConvolution({ shape: [1, 1, 3, 1], data: new Float32Array(3) }, 0);
    expect.unreachable();
  } catch (error) {
    expect(isEncodersError(error, "KERNEL_SHAPE")).toBe(true);
  }
});
