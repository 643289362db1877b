import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { adaptFirstConvolution } from "./adapt-first-convolution.ts";
import { isSegmentationError } from "./errors.ts";

/** Products and sums of three numbers below 1. */
const FLOAT32 = 2e-7;

interface GoldenKernel {
  readonly inChannels: number;
  readonly weight: GoldenArray;
  readonly adapted: GoldenArray;
}

describeShared("first convolutions equal segmentation_models.pytorch's", ["golden", "models"], () => {
  const cases = goldenCases<GoldenKernel>("models").cases.filter(({ kind }) => kind === "firstConv");

  test("there are some", () => expect(cases.length).toBeGreaterThan(0));

  test.each(cases.map((golden) => [golden.id, golden] as const))("%s", (_id, golden) => {
    const kernel = { shape: golden.weight.shape, data: Float32Array.from(golden.weight.data) };
    const before = kernel.data.slice();
    const { shape, data } = adaptFirstConvolution(kernel, golden.inChannels);
    expect(shape).toEqual(golden.adapted.shape);
    expect(
      Math.max(...data.map((value, index) => Math.abs(value - golden.adapted.data[index]!))),
    ).toBeLessThan(FLOAT32);
    expect(kernel.data).toEqual(before);
  });
});

test.each([
  [3, 3],
  [3, 6],
  [4, 12],
  [5, 1],
])("of %i bands, the answer to equal bands stays for %i", (given, bands) => {
  const kernel = {
    shape: [3, given, 1, 2],
    data: Float32Array.from({ length: 6 * given }, (_, i) => Math.sin(i)),
  };
  const before = kernel.data.slice();
  const { data, shape } = adaptFirstConvolution(kernel, bands);
  expect(shape).toEqual([3, bands, 1, 2]);
  expect(kernel.data).toEqual(before);
  const sumOf = (values: Float32Array, count: number, filter: number, cell: number) =>
    Array.from({ length: count }, (_, band) => values[(filter * count + band) * 2 + cell]!).reduce(
      (a, b) => a + b,
    );
  for (const cell of [0, 1])
    for (const filter of [0, 1, 2])
      expect(sumOf(data, bands, filter, cell)).toBeCloseTo(sumOf(before, given, filter, cell), 5);
});

test("what is no kernel, and no number of bands, is refused", () => {
  const kernel = { shape: [3, 3, 3], data: new Float32Array(27) };
  expect(() => adaptFirstConvolution(kernel, 4)).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: kernel is [3, 3, 3] with 27 values, for 4 bands, expected [out, in, height, width] and a whole number of bands above 0; take the kernel of a 2-D convolution]`,
  );
  try {
    adaptFirstConvolution({ shape: [1, 3, 1, 1], data: new Float32Array(3) }, 0);
    expect.unreachable();
  } catch (error) {
    expect(isSegmentationError(error, "KERNEL_SHAPE")).toBe(true);
  }
});
