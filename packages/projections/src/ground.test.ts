import { expect, test } from "vitest";
import { geodesicArea, geodesicDistance, groundPixelSize, groundScale } from "./ground.ts";
import { pointTransform } from "./point-transform.ts";

// pyproj 3.7.2: Geod(ellps="WGS84").polygon_area_perimeter and .inv
test("areas and distances equal GeographicLib's", () => {
  const ring = [
    [10, 50],
    [11, 50],
    [11, 51],
    [10, 51],
  ] as const;
  expect(geodesicArea(ring)).toBeCloseTo(7_892_061_583.2, 0);
  expect(geodesicArea([...ring, ring[0]])).toBeCloseTo(7_892_061_583.2, 0);
  expect(geodesicArea(ring.toReversed())).toBeCloseTo(-7_892_061_583.2, 0);
  expect(geodesicDistance([10, 50], [11, 51])).toBeCloseTo(131_935.963, 3);
});

test("a metre of Web Mercator at 60° is half a metre on the ground", () => {
  const { forward } = pointTransform({ kind: "epsg", code: 3857 }, { kind: "epsg", code: 4326 });
  const { x, y } = groundScale(forward, [0, 8399737.89], 10);
  expect(x).toBeCloseTo(0.5, 2);
  expect(y).toBeCloseTo(0.5, 2);
});

test("degrees have metres", () => {
  const { x, y } = groundScale((longitude, latitude) => [longitude, latitude], [10, 60], 1e-4);
  expect([Math.round(x), Math.round(y)]).toEqual([55800, 111412]);
});

test("a pixel of a turned grid has its size on the ground", () => {
  const crs = { kind: "epsg", code: 32632 } as const;
  const { width, height } = groundPixelSize([5e5, 6, 8, 5.3e6, 8, -6], crs, [5e5, 5.3e6]);
  expect(width).toBeCloseTo(10 / 0.9996, 3);
  expect(height).toBeCloseTo(10 / 0.9996, 3);
});

test("what is no longitude and latitude is refused, never NaN", () => {
  expect(() => geodesicDistance([0, 91], [0, 0])).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: the point 0, 91 is no longitude and latitude; give degrees, the longitude first]`,
  );
  expect(() => geodesicDistance([0, 0], [Number.NaN, 0])).toThrow(/no longitude and latitude/);
  expect(() =>
    geodesicArea([
      [0, 0],
      [500_000, 5_400_000],
      [0, 1],
    ]),
  ).toThrow(/no longitude and latitude/);
  expect(() => groundScale((x, y) => [x, y], [0, 0], 0)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: step is 0, but a number above 0 was expected; give about one pixel in units of the CRS]`,
  );
  expect(geodesicArea([])).toBe(0);
  expect(geodesicArea([[1, 2]])).toBe(0);
});
