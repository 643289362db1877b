import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { adaptFirstConvolution } from "./adapt-first-convolution.ts";

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
