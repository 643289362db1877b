import { pointTransform } from "@undercoat/projections";
import type { Grid } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CheckSplitOptions, checkSplit as check } from "./check-split.ts";
import type { Region } from "./scene-dataset.ts";

const region = (sceneId: string, ...[x, y, width, height]: [number, number, number, number]): Region => ({
  sceneId,
  window: { x, y, width, height },
});
const checkSplit = (split: Readonly<Record<string, readonly Region[]>>, options?: CheckSplitOptions) =>
  check(split, options).conflicts;
const gridAt = (x: number, y: number, pixel = 1, code = 3857): Grid => ({
  width: 100,
  height: 100,
  geotransform: [x, pixel, 0, y, 0, -pixel],
  crs: { kind: "epsg", code },
});

test("regions side by side do not conflict, and may be in the same part", () => {
  const train = [region("a", 0, 0, 10, 10), region("a", 5, 5, 10, 10)];
  expect(
    checkSplit({ train, test: [region("a", 15, 0, 10, 10)], other: [region("b", 0, 0, 10, 10)] }),
  ).toEqual([]);
});

test("an overlap is found, measured and said in words", () => {
  const conflicts = checkSplit({ train: [region("a", 0, 0, 10, 10)], test: [region("a", 8, 7, 10, 10)] });
  expect(conflicts).toMatchObject([{ kind: "overlap", parts: ["train", "test"], sharedPixels: 6, gap: 0 }]);
  expect(conflicts[0]?.message).toMatchInlineSnapshot(
    `""train" [0, 0, 10, 10] of scene "a" and "test" [8, 7, 10, 10] of scene "a" share 6 pixels; move or shrink one of the windows"`,
  );
});

test("a gap smaller than the buffer is found; a gap in one direction is enough", () => {
  const near = { train: [region("a", 0, 0, 10, 10)], test: [region("a", 14, 12, 10, 10)] };
  expect(checkSplit(near, { buffer: 4 })).toEqual([]);
  const conflicts = checkSplit(near, { buffer: 5 });
  expect(conflicts).toMatchObject([{ kind: "too-close", gap: 4, sharedPixels: 0 }]);
  expect(conflicts[0]?.message).toContain("are 4 pixels apart, expected at least 5");
});

test("every pair of parts is compared", () => {
  const same = [region("a", 0, 0, 4, 4)];
  const conflicts = checkSplit({ train: same, validation: same, test: same });
  expect(conflicts.map(({ parts }) => parts.join(" "))).toEqual([
    "train validation",
    "train test",
    "validation test",
  ]);
});

test("scenes that share ground are found through their geotransforms, whatever their pixel size", () => {
  const split = { train: [region("a", 0, 0, 100, 100)], test: [region("b", 0, 0, 20, 20)] };
  const scenes = (grid: Grid) => [
    { id: "a", grid: gridAt(0, 0) },
    { id: "b", grid },
  ];
  expect(checkSplit(split)).toEqual([]);
  expect(checkSplit(split, { scenes: scenes(gridAt(90, -10, 0.5)) })).toMatchObject([
    { kind: "overlap", sharedPixels: 100 },
  ]);
  expect(checkSplit(split, { scenes: scenes(gridAt(100, 0)) })).toEqual([]);
  expect(checkSplit(split, { scenes: scenes(gridAt(103, 0)), buffer: 4 })).toMatchObject([{ gap: 3 }]);
  expect(checkSplit(split, { scenes: scenes({ ...gridAt(0, 0), geotransform: null }) })).toEqual([]);
});

test("the split of the feasibility study keeps 64 pixels between its parts", () => {
  const pretrain = [region("zanzibar_a", 0, 0, 1280, 1024), region("kampala_a", 0, 0, 256, 512)];
  const finetune = [region("zanzibar_a", 1344, 0, 640, 1024), region("kampala_a", 320, 0, 128, 512)];
  const split = { pretrain, finetune, test: [region("kampala_a", 512, 0, 256, 512)] };
  expect(checkSplit(split, { buffer: 64 })).toEqual([]);
  expect(checkSplit(split, { buffer: 65 })).toHaveLength(3);
});

const UTM33 = { kind: "epsg", code: 32633 } as const;
const MERCATOR = { kind: "epsg", code: 3857 } as const;
const toMercator = pointTransform(UTM33, MERCATOR).forward;

test("scenes in different CRS are compared on the ground, by their exact outlines", () => {
  const utm: Grid = { width: 100, height: 100, geotransform: [500000, 10, 0, 5300000, 0, -10], crs: UTM33 };
  const [x, y] = toMercator(500900, 5299900); // one column of ten pixels inside the east of the other
  const mercator: Grid = { width: 50, height: 10, geotransform: [x, 15, 0, y, 0, -15], crs: MERCATOR };
  const scenes = [
    { id: "a", grid: utm },
    { id: "b", grid: mercator },
  ];
  const split = { train: [region("a", 0, 0, 100, 100)], test: [region("b", 0, 0, 50, 10)] };
  const [conflict, ...others] = checkSplit(split, { scenes });
  expect(others).toEqual([]);
  expect(conflict).toMatchObject({ kind: "overlap", parts: ["train", "test"] });
  // 150 Mercator metres are about 100 m on the ground at 47.8°: 10 rows of 10 columns
  expect(conflict?.sharedPixels).toBeGreaterThan(90);
  expect(conflict?.sharedPixels).toBeLessThan(110);
});

test("boxes overlap, outlines do not: a rotated scene beside another is no leak", () => {
  const half = Math.SQRT1_2;
  const rotated: Grid = {
    width: 100,
    height: 100,
    geotransform: [200, half, half, 0, half, -half],
    crs: UTM33,
  };
  const straight: Grid = { width: 40, height: 40, geotransform: [200, 1, 0, 100, 0, -1], crs: UTM33 };
  const scenes = [
    { id: "a", grid: rotated },
    { id: "b", grid: straight },
  ];
  const split = { train: [region("a", 0, 0, 100, 100)], test: [region("b", 0, 0, 40, 40)] };
  expect(checkSplit(split, { scenes })).toEqual([]);
  expect(checkSplit(split, { scenes, buffer: 60 })).toMatchObject([{ kind: "too-close" }]);
});

test("a buffer in metres follows the ground: half as many Mercator pixels at 60°", () => {
  const [, north] = pointTransform({ kind: "epsg", code: 4326 }, MERCATOR).forward(10, 60);
  const grid: Grid = { width: 300, height: 300, geotransform: [0, 1, 0, north, 0, -1], crs: MERCATOR };
  const scenes = [{ id: "a", grid }];
  const split = { train: [region("a", 0, 0, 100, 100)], test: [region("a", 150, 0, 100, 100)] };
  expect(checkSplit(split, { scenes, bufferMetres: 24 })).toEqual([]);
  expect(checkSplit(split, { scenes, bufferMetres: 26 })).toHaveLength(1);
  expect(() => checkSplit(split, { bufferMetres: 10 })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: the buffer is 10 m, but how large a pixel of scene "a" is on the ground is not known; give the scene's grid and CRS, or a buffer in pixels]`,
  );
  expect(() => checkSplit(split, { scenes, bufferMetres: 10, buffer: 2 })).toThrow(/not both/);
});

test("the same image under another name is found", () => {
  const scenes = ["a", "b"].map((id) => ({
    id,
    grid: { ...gridAt(0, 0), crs: { kind: "unknown" } as const },
    sha256: "f00d",
  }));
  const conflicts = checkSplit(
    { train: [region("a", 0, 0, 5, 5)], test: [region("b", 50, 50, 5, 5)] },
    { scenes },
  );
  expect(conflicts).toMatchObject([{ kind: "same-image" }]);
  expect(conflicts[0]?.message).toMatchInlineSnapshot(
    `""train" [0, 0, 5, 5] of scene "a" and "test" [50, 50, 5, 5] of scene "b" are cut from the same image, though their names differ; keep it in one part"`,
  );
});

test("what cannot be compared is said", () => {
  const unknown = { ...gridAt(0, 0), crs: { kind: "unknown" } } as const;
  const split = {
    train: [region("a", 0, 0, 5, 5), region("c", 0, 0, 5, 5)],
    test: [region("b", 0, 0, 5, 5)],
  };
  const scenes = [
    { id: "a", grid: gridAt(0, 0) },
    { id: "b", grid: unknown },
    { id: "c", grid: gridAt(0, 0, 1, 99999) },
  ];
  expect(check(split, { scenes }).notCompared).toEqual([
    { scenes: ["b", "c"], reason: "the CRS of one of them is not known" },
    { scenes: ["a", "b"], reason: "the CRS of one of them is not known" },
  ]);
});

test("the sweep finds what comparing every pair finds", () => {
  const windows = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom("a", "b"),
    ),
    { maxLength: 14 },
  );
  fc.assert(
    fc.property(windows, windows, fc.constantFrom(0, 3, 7.5), (train, test, buffer) => {
      const regions = (list: typeof train) => list.map(([x, y, size, id]) => region(id, x, y, size, size));
      const scenes = [
        { id: "a", grid: gridAt(0, 0) },
        { id: "b", grid: gridAt(30, -10) },
      ];
      const found = checkSplit({ train: regions(train), test: regions(test) }, { scenes, buffer });
      const place = ({ sceneId, window }: Region) => ({
        x: window.x + (sceneId === "b" ? 30 : 0),
        y: window.y + (sceneId === "b" ? 10 : 0),
        size: window.width,
      });
      const all = regions(train).flatMap((a) =>
        regions(test).filter((b) => {
          const [p, q] = [place(a), place(b)];
          const gap = Math.max(
            p.x - q.x - q.size,
            q.x - p.x - p.size,
            p.y - q.y - q.size,
            q.y - p.y - p.size,
          );
          return gap < 0 || gap < buffer;
        }),
      );
      expect(found).toHaveLength(all.length);
    }),
  );
});

test("ten thousand regions that lie apart are checked at once", () => {
  const regions = (offset: number) =>
    Array.from({ length: 5000 }, (_, index) =>
      region("a", 20 * (index % 100) + offset, 20 * Math.floor(index / 100), 8, 8),
    );
  expect(checkSplit({ train: regions(0), test: regions(10) }, { buffer: 2 })).toEqual([]);
});
