import fc from "fast-check";
import { expect, test } from "vitest";
import { anyLabels, threeClasses, windowIn } from "../test/arbitraries.ts";
import { cropLabels } from "./crop-labels.ts";
import { downsampleLabels } from "./downsample-labels.ts";
import type { Geotransform, Grid } from "./grid.ts";
import { type LabelMap, labelMap } from "./label-map.ts";
import { resampleLabels } from "./resample-labels.ts";

const crs = { kind: "epsg", code: 32737 } as const;
const method = fc.constantFrom("nearest" as const, "mode" as const);
const placed = fc
  .tuple(
    anyLabels,
    fc.constantFrom<Geotransform>(
      [500_000, 0.3, 0, 9_000_000, 0, -0.3],
      [500_000, 0.26, 0.15, 9_000_000, 0.15, -0.26],
    ),
  )
  .map(([labels, geotransform]): LabelMap => ({ ...labels, geotransform, crs }));
const line = (...indices: number[]) =>
  labelMap({
    width: indices.length,
    height: 1,
    scheme: threeClasses,
    data: Uint8Array.from(indices),
    geotransform: [0, 1, 0, 1, 0, -1],
    crs,
  });

test("onto a window's grid it is a crop, and the input stays", () => {
  const drawn = placed.chain((labels) => fc.tuple(fc.constant(labels), windowIn(labels)));
  fc.assert(
    fc.property(drawn, method, ([labels, window], how) => {
      const before = labels.data.slice();
      const part = cropLabels(labels, window);
      expect(resampleLabels(labels, part, { method: how })).toEqual(part);
      expect(labels.data).toEqual(before);
    }),
  );
});

test("the mode of blocks of whole pixels is that of downsampleLabels", () => {
  fc.assert(
    fc.property(placed, fc.integer({ min: 1, max: 4 }), (labels, factor) => {
      const coarse = downsampleLabels(labels, factor);
      expect(resampleLabels(labels, coarse, { method: "mode" })).toEqual(coarse);
    }),
  );
});

test("blown up by whole factors and taken back, labels are what they were", () => {
  fc.assert(
    fc.property(placed, fc.integer({ min: 1, max: 4 }), method, (labels, factor, how) => {
      const [g0, g1, g2, g3, g4, g5] = labels.geotransform ?? [0, 0, 0, 0, 0, 0];
      const fine: Grid = {
        width: labels.width * factor,
        height: labels.height * factor,
        geotransform: [g0, g1 / factor, g2 / factor, g3, g4 / factor, g5 / factor],
        crs,
      };
      const large = resampleLabels(labels, fine, { method: how });
      expect(resampleLabels(large, labels, { method: "mode" })).toEqual(labels);
    }),
  );
});

test("only classes of the source appear, and what lies outside is ignored", () => {
  const labels = line(0, 1);
  const grid: Grid = { width: 4, height: 1, geotransform: [-1, 1, 0, 1, 0, -1], crs };
  for (const how of ["nearest", "mode"] as const) {
    expect([...resampleLabels(labels, grid, { method: how }).data]).toEqual([255, 0, 1, 255]);
  }
});

test("the largest area wins, ties go to the highest index, and ignored pixels do not vote", () => {
  const onto = (labels: LabelMap, step: number) =>
    resampleLabels(
      labels,
      { width: Math.ceil(labels.width / step), height: 1, geotransform: [0, step, 0, 1, 0, -1], crs },
      { method: "mode" },
    ).data;
  expect([...onto(line(0, 1, 2), 1.5)]).toEqual([0, 2]);
  expect([...onto(line(2, 1, 0, 0), 2)]).toEqual([2, 0]);
  expect([...onto(line(255, 255, 1, 255, 255, 255), 3)]).toEqual([1, 255]);
});

test("labels of another CRS without a transform are refused", () => {
  const grid: Grid = { width: 1, height: 1, geotransform: [0, 1, 0, 1, 0, -1], crs: { kind: "unknown" } };
  expect(() => resampleLabels(line(0), grid)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: source is in CRS EPSG:32737, but the target grid in unknown; pass a transform from the target's coordinates to the source's]`,
  );
  const moved = resampleLabels(line(0, 1), grid, { transform: (x, y) => [x + 1, y] });
  expect([...moved.data]).toEqual([1]);
});
