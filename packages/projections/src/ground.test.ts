import { expect, test } from "vitest";
import { geodesicArea, geodesicDistance, groundScale } from "./ground.ts";
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
