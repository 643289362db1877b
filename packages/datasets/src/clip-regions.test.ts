import { pointTransform } from "@undercoat/projections";
import { expect, test } from "vitest";
import { clipRegions } from "./clip-regions.ts";

const utm = { kind: "epsg", code: 32636 } as const;
const scenes = [
  { id: "a", width: 100, height: 80, geotransform: [500_000, 10, 0, 40_000, 0, -10] as const, crs: utm },
  { id: "b", width: 100, height: 80, geotransform: [501_000, 10, 0, 40_000, 0, -10] as const, crs: utm },
];
const regions = scenes.map(({ id }) => ({ sceneId: id, window: { x: 0, y: 10, width: 100, height: 70 } }));

test("regions are cut to the pixels that touch a rectangle on the ground", () => {
  const bounds = { crs: utm, xMin: 500_905, yMin: 39_500, xMax: 501_100, yMax: 39_950 };
  expect(clipRegions({ scenes, regions }, bounds)).toEqual([
    { sceneId: "a", window: { x: 90, y: 10, width: 10, height: 40 } },
    { sceneId: "b", window: { x: 0, y: 10, width: 10, height: 40 } },
  ]);
});

test("a rectangle in degrees covers what it covers on the ground", () => {
  const { forward } = pointTransform(utm, { kind: "epsg", code: 4326 });
  const [xMin, yMin] = forward(500_200, 39_400);
  const [xMax, yMax] = forward(500_400, 39_600);
  const crs = { kind: "epsg", code: 4326 } as const;
  const [found] = clipRegions({ scenes, regions }, { crs, xMin, yMin, xMax, yMax });
  expect(found?.sceneId).toBe("a");
  const { x, y, width, height } = found!.window;
  expect(x).toBeGreaterThanOrEqual(19);
  expect(x + width).toBeLessThanOrEqual(41);
  expect(y).toBeGreaterThanOrEqual(39);
  expect(y + height).toBeLessThanOrEqual(61);
  expect(width * height).toBeGreaterThanOrEqual(400);
});

test("a region of interest elsewhere is refused", () => {
  const bounds = { crs: utm, xMin: 0, yMin: 0, xMax: 10, yMax: 10 };
  expect(() => clipRegions({ name: "train", scenes, regions }, bounds)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "train": none of 2 regions lies in the region of interest [0, 0, 10, 10]; check the order of its numbers and its CRS]`,
  );
});
