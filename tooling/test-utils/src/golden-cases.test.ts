import { expect, test } from "vitest";
import { describeShared } from "./describe-shared.ts";
import { goldenCases } from "./golden-cases.ts";
import type { GoldenArray } from "./read-npy.ts";
import { sharedFolder } from "./shared-folder.ts";

const areas = [
  "layer-analysis",
  "losses",
  "metrics",
  "models",
  "morphology",
  "optim",
  "resample",
  "stats",
  "weights",
];

describeShared("golden areas", ["golden"], () => {
  test.each(areas)("area %s is read whole", (area) => {
    const { cases, folder } = goldenCases(area);
    expect(cases.length).toBeGreaterThan(0);
    expect(folder).toBe(sharedFolder("golden", area));
  });

  test("arrays have as many values as their shape says", () => {
    const arrays = goldenArrays(areas.map((area) => goldenCases(area)));
    expect(arrays.length).toBeGreaterThan(100);
    for (const { shape, data } of arrays) {
      expect(ArrayBuffer.isView(data)).toBe(true);
      expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
    }
  });
});

function goldenArrays(value: unknown): GoldenArray[] {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [];
  if ("dtype" in value && "shape" in value && "data" in value) return [value as GoldenArray];
  return Object.values(value).flatMap(goldenArrays);
}
