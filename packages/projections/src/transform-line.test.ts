import fc from "fast-check";
import { expect, test } from "vitest";
import { type Point, pointTransform } from "./point-transform.ts";
import { transformLine } from "./transform-line.ts";

const toUtm = pointTransform({ kind: "epsg", code: 4326 }, { kind: "epsg", code: 32632 });

test("a long parallel bends, a short edge stays", () => {
  expect(
    transformLine(
      [
        [6, 60],
        [12, 60],
      ],
      toUtm,
      { tolerance: 1 },
    ).length,
  ).toBeGreaterThan(20);
  expect(
    transformLine(
      [
        [9, 48],
        [9.001, 48],
      ],
      toUtm,
      { tolerance: 1 },
    ),
  ).toHaveLength(2);
});

test("every point of an edge lies within the tolerance of the new line", () => {
  const degree = fc.double({ min: 6.5, max: 11.5, noNaN: true });
  const latitude = fc.double({ min: 40, max: 60, noNaN: true });
  fc.assert(
    fc.property(degree, latitude, degree, latitude, (x0, y0, x1, y1) => {
      const line = transformLine(
        [
          [x0, y0],
          [x1, y1],
        ],
        toUtm,
        { tolerance: 5 },
      );
      for (const share of [0.1, 0.37, 0.61, 0.93]) {
        const place = toUtm.forward(x0 + share * (x1 - x0), y0 + share * (y1 - y0));
        expect(
          Math.min(...line.slice(1).map((to, index) => distance(place, line[index] ?? to, to))),
        ).toBeLessThan(6);
      }
    }),
    { numRuns: 50 },
  );
});

test("an edge that bends both ways is followed", () => {
  const bent = { forward: (x: number, y: number): Point => [x, y + Math.sin(2 * Math.PI * x)] };
  expect(
    transformLine(
      [
        [0, 0],
        [1, 0],
      ],
      bent,
      { tolerance: 0.01 },
    ).length,
  ).toBeGreaterThan(8);
});

test("an empty line stays empty, a tolerance of 0 is refused", () => {
  expect(transformLine([], toUtm, { tolerance: 1 })).toEqual([]);
  expect(() => transformLine([[9, 48]], toUtm, { tolerance: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: tolerance is 0, but a number above 0 was expected; give it in units of the target CRS]`,
  );
});

function distance([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const share =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
  return Math.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0));
}
