import { complement, squaredDistance } from "@undercoat/morphology";
import { createRng } from "@undercoat/random";
import { type ClassScheme, IGNORE_INDEX, labelMap } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type BoundaryNoiseOptions, boundaryNoise } from "./boundary-noise.ts";

const scheme: ClassScheme = {
  name: "village",
  classes: ["ground", "building", "road"].map((name, value) => ({ value, name })),
};
const width = 24;
const height = 17;
const square = (x0: number, y0: number, side: number, more: (pixel: number) => number = () => 0) =>
  labelMap({
    width,
    height,
    scheme,
    data: Uint8Array.from({ length: width * height }, (_, pixel) => {
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      return x >= x0 && x < x0 + side && y >= y0 && y < y0 + side ? 1 : more(pixel);
    }),
  });
const apply = (labels: ReturnType<typeof square>, options: BoundaryNoiseOptions, seed = 0) =>
  boundaryNoise(options).apply(labels, createRng(seed));

test.each([1, 1.5, 2, 3.2])(
  "eroding by %f leaves the pixels further than that from the outside",
  (radius) => {
    const labels = square(6, 4, 9);
    const { labels: noisy } = apply(labels, { radius, direction: "erode", distance: "fixed" });
    const squared = squaredDistance(complement(labels))!;
    expect(noisy.data).toEqual(
      labels.data.map((index, pixel) => (squared[pixel]! > radius ** 2 ? index : 0)),
    );
  },
);

test.each([1, 1.5, 2, 3.2])("dilating by %f adds the pixels at most that far away", (radius) => {
  const labels = square(6, 4, 5);
  const { labels: noisy, report } = apply(labels, { radius, direction: "dilate", distance: "fixed" });
  const squared = squaredDistance(labels)!;
  expect(noisy.data).toEqual(Uint8Array.from(squared, (distance) => (distance <= radius ** 2 ? 1 : 0)));
  expect(report.facts).toEqual({ objects: 1, eroded: 0, dilated: 1 });
});

test("neither the edge of the map nor an ignored pixel erodes an object", () => {
  const ignored = square(0, 0, 10, (pixel) => (pixel % width >= 10 && pixel % width < 13 ? IGNORE_INDEX : 0));
  const { labels } = apply(ignored, { radius: 2, direction: "erode", distance: "fixed" });
  expect(labels.data[0]).toBe(1);
  expect(labels.data[9]).toBe(1);
  expect(labels.data[9 * width]).toBe(0);
  expect(labels.data[10]).toBe(IGNORE_INDEX);
});

test("objects grow over classes without objects, not over each other", () => {
  const besideRoad = square(6, 4, 5, (pixel) => (pixel % width === 12 ? 2 : 0));
  const grow = { radius: 3, direction: "dilate", distance: "fixed" } as const;
  const alone = apply(besideRoad, { ...grow, classes: ["building"] }).labels.data;
  expect(alone[6 * width + 12]).toBe(1);
  const both = apply(besideRoad, grow).labels.data;
  expect([11, 12, 13].map((x) => both[6 * width + x])).toEqual([1, 2, 2]);
});

test("each object moves by a distance of its own", () => {
  const many = labelMap({
    width: 200,
    height: 200,
    scheme,
    data: Uint8Array.from({ length: 40_000 }, (_, pixel) => {
      const [x, y] = [(pixel % 200) % 20, Math.floor(pixel / 200) % 20];
      return x >= 5 && x < 15 && y >= 5 && y < 15 ? 1 : 0;
    }),
  });
  const { report } = apply(many, { radius: 3 });
  const { objects, eroded, dilated } = report.facts as Record<string, number>;
  expect(objects).toBe(100);
  expect(eroded! + dilated!).toBe(100);
  expect(Math.abs(eroded! - 50)).toBeLessThanOrEqual(20); // four binomial deviations
  expect(report.confusion[0]?.[1]).toBeGreaterThan(0);
  expect(report.confusion[1]?.[0]).toBeGreaterThan(0);
});

test("radius 0 changes nothing, ignored pixels stay, the input is untouched and the seed decides", () => {
  const data = fc.uint8Array({ min: 0, max: 3, minLength: 48, maxLength: 48 });
  const mode = fc.constantFrom("objects" as const, "field" as const);
  fc.assert(
    fc.property(
      data,
      mode,
      fc.integer(),
      fc.double({ min: 0, max: 4, noNaN: true }),
      (drawn, kind, seed, radius) => {
        const clean = drawn.map((index) => (index === 3 ? IGNORE_INDEX : index));
        const labels = labelMap({ width: 8, height: 6, scheme, data: clean });
        const before = clean.slice();
        expect(apply(labels, { mode: kind, radius: 0 }, seed).labels.data).toEqual(before);
        const once = apply(labels, { mode: kind, radius, wavelength: 3 }, seed);
        expect(once).toEqual(apply(labels, { mode: kind, radius, wavelength: 3 }, seed));
        expect(labels.data).toEqual(before);
        once.labels.data.forEach((index, pixel) => {
          expect(index === IGNORE_INDEX).toBe(before[pixel] === IGNORE_INDEX);
        });
        expect(once.report.newlyIgnored).toBe(0);
      },
    ),
  );
});

test("a field bends boundaries at most as far as the radius", () => {
  const labels = square(6, 4, 9);
  const { labels: noisy, report } = apply(labels, { radius: 3, mode: "field", wavelength: 6 }, 3);
  const inside = squaredDistance(complement(labels))!;
  const outside = squaredDistance(labels)!;
  expect(report.changed).toBeGreaterThan(0);
  expect(report.facts).toEqual({ knots: 5 * 4 });
  noisy.data.forEach((index, pixel) => {
    const reach = Math.sqrt(Math.max(inside[pixel]!, outside[pixel]!));
    if (index !== labels.data[pixel]) expect(reach).toBeLessThanOrEqual(3 + Math.SQRT1_2); // rounding moves half a pixel
  });
});

test.each(["erode", "dilate"] as const)(
  "areas change by the asked share with the smallest distance that does it: %s",
  (direction) => {
    const labels = square(6, 4, 7);
    for (const areaChange of [0.1, 0.3, 0.5, 0.9]) {
      const options = { direction, distance: "fixed" } as const;
      const { labels: noisy, report } = apply(labels, { ...options, areaChange });
      expect(Math.abs(report.areaChange[1] ?? 0)).toBeGreaterThanOrEqual(areaChange);
      const squared = squaredDistance(direction === "erode" ? complement(labels) : labels)!;
      const moved = [...squared.keys()].filter((pixel) => noisy.data[pixel] !== labels.data[pixel]);
      const reach = Math.max(...moved.map((pixel) => squared[pixel]!));
      const nearer = moved.filter((pixel) => squared[pixel]! < reach).length;
      expect(nearer).toBeLessThan(areaChange * 49);
    }
  },
);

test("a share of the objects moves", () => {
  const many = labelMap({
    width: 200,
    height: 200,
    scheme,
    data: Uint8Array.from({ length: 40_000 }, (_, pixel) =>
      Number((pixel % 200) % 10 < 5 && Math.floor(pixel / 200) % 10 < 5),
    ),
  });
  const { report } = apply(many, { radius: 1, share: 0.3, distance: "fixed", direction: "erode" });
  const { objects, eroded } = report.facts as Record<string, number>;
  expect(objects).toBe(400);
  expect(Math.abs(eroded! - 120)).toBeLessThan(4 * Math.sqrt(400 * 0.3 * 0.7));
});

test("options that say nothing, or two things, are refused", () => {
  expect(() => boundaryNoise({})).toThrow("give either radius or areaChange, but none of them is given");
  expect(() => boundaryNoise({ radius: 1, areaChange: 0.1 })).toThrow("but both are given");
  expect(() => boundaryNoise({ areaChange: 0.1, mode: "field" })).toThrow(
    "areaChange and share belong to objects",
  );
});
