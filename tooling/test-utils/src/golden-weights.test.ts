import { expect, test } from "vitest";
import { describeShared } from "./describe-shared.ts";
import { type GoldenCase, goldenCases } from "./golden-cases.ts";
import { goldenImage, goldenStream, goldenWeight } from "./golden-weights.ts";
import type { GoldenArray } from "./read-npy.ts";

interface WeightsCase extends GoldenCase {
  readonly salt: string;
  readonly name: string;
  readonly fnv1a32: number;
  readonly uint32: readonly number[];
  readonly unit: readonly number[];
  readonly values: GoldenArray;
}

/** What a case asks for and what is expected, to be the same bit for bit. */
const CHECKS: Readonly<Record<string, (golden: WeightsCase) => void>> = {
  stream: ({ name, fnv1a32, uint32, unit }) => {
    const stream = goldenStream(name);
    expect(stream.hash).toBe(fnv1a32);
    expect(uint32.map((_, index) => stream.uint32At(index))).toEqual(uint32);
    expect(unit.map((_, index) => stream.unitAt(index))).toEqual(unit);
  },
  tensor: ({ salt, name, values }) => {
    expect(goldenWeight(salt, name, values.shape)).toEqual(values.data);
  },
  image: ({ salt, values }) => {
    expect(goldenImage(salt, values.shape as [number, number, number, number])).toEqual(values.data);
  },
};

describeShared("the golden weight formula, bit for bit", ["golden", "weights"], () => {
  test.each(goldenCases<WeightsCase>("weights").cases)("$id", (golden) => {
    const check = CHECKS[golden.kind];
    expect(check, `a check of the kind "${golden.kind}"`).toBeDefined();
    check?.(golden);
  });
});
