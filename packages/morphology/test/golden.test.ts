import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import * as morphology from "../src/index.ts";

interface MorphologyCase {
  readonly element: "disk" | "square";
  readonly radius: number;
  readonly footprint: readonly (readonly number[])[];
  readonly map: GoldenArray;
  readonly results: GoldenArray;
  readonly order: readonly string[];
  readonly count4: number;
  readonly count8: number;
  readonly labels4: GoldenArray;
  readonly labels8: GoldenArray;
  readonly squaredInside: GoldenArray | null;
  readonly squaredOutside: GoldenArray | null;
  readonly signed: GoldenArray | null;
  readonly block: number;
  readonly ignoreIndex: number;
  readonly labels: GoldenArray;
  readonly coarse: GoldenArray;
  readonly result: GoldenArray;
}

/** A square root in float64, rounded to float32. */
const FLOAT32_ROOT = 1e-6;

const checks: Readonly<Record<string, (golden: MorphologyCase) => void>> = {
  element: expectFootprint,
  morphology: expectMorphology,
  components: expectComponents,
  distance: expectDistance,
  coarsen: expectCoarsened,
};

describeShared("morphology equals SciPy's", ["golden", "morphology"], () => {
  const { cases } = goldenCases<MorphologyCase>("morphology");

  test("every kind of the area is handled", () => {
    expect([...new Set(cases.map(({ kind }) => kind))].toSorted()).toEqual(Object.keys(checks).toSorted());
  });

  for (const golden of cases) test(golden.id, () => checks[golden.kind]?.(golden));
});

function mapOf({ shape, data }: GoldenArray): morphology.BinaryMap {
  return { height: shape[0] ?? 0, width: shape[1] ?? 0, data: Uint8Array.from(data) };
}

function expectFootprint({ element, radius, footprint }: MorphologyCase): void {
  const { data, width } = morphology.footprint({ shape: element, radius });
  expect(width).toBe(footprint.length);
  expect([...data]).toEqual(footprint.flat());
}

function expectMorphology({ element, radius, map, results, order }: MorphologyCase): void {
  const binary = mapOf(map);
  const shape = { shape: element, radius };
  const actual: Readonly<Record<string, morphology.BinaryMap>> = {
    dilated: morphology.dilate(binary, shape),
    erodedBorderBackground: morphology.erode(binary, shape),
    erodedBorderForeground: morphology.erode(binary, shape, { border: "foreground" }),
  };
  expect(Object.keys(actual).toSorted()).toEqual(order.toSorted());
  order.forEach((name, index) => {
    const expected = results.data.slice(index * binary.data.length, (index + 1) * binary.data.length);
    expect(actual[name]?.data, name).toEqual(Uint8Array.from(expected));
  });
}

function expectComponents({ map, count4, count8, labels4, labels8 }: MorphologyCase): void {
  const four = morphology.connectedComponents(mapOf(map));
  const eight = morphology.connectedComponents(mapOf(map), { connectivity: 8 });
  expect([four.count, eight.count]).toEqual([count4, count8]);
  expect(four.data).toEqual(Int32Array.from(labels4.data));
  expect(eight.data).toEqual(Int32Array.from(labels8.data));
}

function expectDistance({ map, squaredInside, squaredOutside, signed }: MorphologyCase): void {
  const binary = mapOf(map);
  const actual = morphology.signedDistance(binary);
  if (squaredInside === null || squaredOutside === null || signed === null) {
    expect(actual).toBe(null);
    return;
  }
  expect(morphology.squaredDistance(binary)).toEqual(Float64Array.from(squaredOutside.data));
  expect(morphology.squaredDistance(morphology.complement(binary))).toEqual(
    Float64Array.from(squaredInside.data),
  );
  signed.data.forEach((value, pixel) => {
    expect(Math.abs((actual?.[pixel] ?? Number.NaN) - value)).toBeLessThanOrEqual(FLOAT32_ROOT);
  });
}

function expectCoarsened({ labels, block, ignoreIndex, coarse, result }: MorphologyCase): void {
  const fine = mapOf(labels);
  const majority = morphology.blockMajority(fine, { block, ignoreIndex });
  expect(majority).toEqual(mapOf(coarse));
  const { width, height } = fine;
  expect(morphology.repeatBlocks(majority, { block, width, height })).toEqual(mapOf(result));
}
