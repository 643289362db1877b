import type { Grid } from "@undercoat/raster";
import { expect, test } from "vitest";
import { checkSplit } from "./check-split.ts";
import type { Region } from "./scene-dataset.ts";

const region = (sceneId: string, ...[x, y, width, height]: [number, number, number, number]): Region => ({
  sceneId,
  window: { x, y, width, height },
});
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
  expect(checkSplit(split, { scenes: scenes(gridAt(90, -10, 1, 32633)) })).toEqual([]);
  expect(checkSplit(split, { scenes: scenes({ ...gridAt(0, 0), geotransform: null }) })).toEqual([]);
});

test("the split of the feasibility study keeps 64 pixels between its parts", () => {
  const pretrain = [region("zanzibar_a", 0, 0, 1280, 1024), region("kampala_a", 0, 0, 256, 512)];
  const finetune = [region("zanzibar_a", 1344, 0, 640, 1024), region("kampala_a", 320, 0, 128, 512)];
  const split = { pretrain, finetune, test: [region("kampala_a", 512, 0, 256, 512)] };
  expect(checkSplit(split, { buffer: 64 })).toEqual([]);
  expect(checkSplit(split, { buffer: 65 })).toHaveLength(3);
});
