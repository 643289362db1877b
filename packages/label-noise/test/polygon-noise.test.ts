import { createRng } from "@undercoat/random";
import type { Feature } from "@undercoat/vector";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type PolygonNoiseOptions, polygonNoise, polygonNoiseKinds } from "../src/index.ts";

/** Every kind with options that change nothing, and options that change something: a new kind does not compile without. */
const cases: Readonly<
  Record<PolygonNoiseOptions["kind"], readonly [PolygonNoiseOptions, PolygonNoiseOptions]>
> = {
  omission: [
    { kind: "omission", probability: 0 },
    { kind: "omission", probability: 0.5, sizeDependence: 1 },
  ],
  commission: [
    { kind: "commission", rate: 0 },
    { kind: "commission", rate: 0.8 },
  ],
  misregistration: [
    { kind: "misregistration", shift: [0, 0] },
    { kind: "misregistration", sigma: 3 },
  ],
  "object-shift": [
    { kind: "object-shift", relative: 0 },
    { kind: "object-shift", relative: 0.5 },
  ],
  "object-affine": [{ kind: "object-affine" }, { kind: "object-affine", rotation: 30, scaling: 0.3 }],
  displacement: [
    { kind: "displacement", distance: 0 },
    { kind: "displacement", distance: 4 },
  ],
  simplification: [
    { kind: "simplification", tolerance: 0 },
    { kind: "simplification", tolerance: 2 },
  ],
};

// −0 plus 0 is 0
const number = fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value + 0);
const position = fc.tuple(number, number, fc.constant(7));
const ring = fc.array(position, { minLength: 3, maxLength: 8 }).map((corners) => [...corners, corners[0]!]);
const geometry = fc.oneof(
  fc.constant(null),
  position.map((coordinates) => ({ type: "Point" as const, coordinates })),
  fc.array(position, { minLength: 2 }).map((coordinates) => ({ type: "LineString" as const, coordinates })),
  fc
    .array(ring, { minLength: 1, maxLength: 2 })
    .map((coordinates) => ({ type: "Polygon" as const, coordinates })),
  ring.map((one) => ({ type: "MultiPolygon" as const, coordinates: [[one], [one]] })),
  ring.map((one) => ({
    type: "GeometryCollection" as const,
    geometries: [
      { type: "MultiPoint" as const, coordinates: one },
      { type: "Polygon" as const, coordinates: [one] },
    ],
  })),
);
const features: fc.Arbitrary<Feature[]> = fc.array(
  fc
    .record({ geometry, id: fc.nat() })
    .map(
      ({ geometry: shape, id }): Feature => ({ type: "Feature", id, properties: { id }, geometry: shape }),
    ),
  { maxLength: 9 },
);
const seeds = fc.nat();

test("every kind of noise on features is in the table", () => {
  expect(Object.keys(cases).sort()).toEqual([...polygonNoiseKinds].sort());
});

test.each(Object.values(cases))("$kind: no strength changes nothing", (none) => {
  fc.assert(
    fc.property(features, seeds, (clean, seed) => {
      const { features: noisy, report } = polygonNoise(none).apply(clean, createRng(seed));
      expect(noisy).toEqual(clean);
      expect(report).toMatchObject({ lost: 0, added: 0, moved: 0, clean: clean.length, noisy: clean.length });
    }),
  );
});

test.each(Object.values(cases))(
  "$kind: the seed decides, the input stays, properties and heights too",
  (_, some) => {
    fc.assert(
      fc.property(features, seeds, (clean, seed) => {
        const before = structuredClone(clean);
        const made = polygonNoise(some).apply(clean, createRng(seed));
        expect(clean).toEqual(before);
        const again = polygonNoise(JSON.parse(JSON.stringify(polygonNoise(some).options)));
        expect(again.apply(clean, createRng(seed))).toEqual(made);
        const { features: noisy, report } = made;
        expect(report.noisy).toBe(noisy.length);
        expect(report.clean - report.lost + report.added).toBe(report.noisy);
        for (const one of noisy) {
          if (one.id !== undefined) expect(one.properties).toEqual({ id: one.id });
          expect(JSON.stringify(one.geometry)).not.toContain("null,");
          if (one.geometry?.type === "Polygon")
            for (const line of one.geometry.coordinates) {
              expect(line[0]).toEqual(line.at(-1));
              expect(line.length).toBeGreaterThanOrEqual(4);
              expect(line.every(([, , height]) => height === 7)).toBe(true);
            }
        }
      }),
      { numRuns: 50 },
    );
  },
);

/** Squares of side 4 on a grid with gaps of 6. */
const houses = Array.from({ length: 400 }, (_, at): Feature => {
  const [x, y] = [(at % 20) * 10, Math.floor(at / 20) * 10];
  const side = at % 2 === 0 ? 4 : 2;
  const coordinates = [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ];
  return { type: "Feature", id: at, properties: {}, geometry: { type: "Polygon", coordinates } };
});

test("small features are left out more often if asked, and the share is met within four deviations", () => {
  const plain = polygonNoise({ kind: "omission", probability: 0.3 }).apply(houses, createRng(1));
  expect(Math.abs(plain.report.lost - 120)).toBeLessThan(4 * Math.sqrt(400 * 0.3 * 0.7));
  const { features: left } = polygonNoise({ kind: "omission", probability: 0.3, sizeDependence: 1 }).apply(
    houses,
    createRng(1),
  );
  const large = left.filter(({ id }) => Number(id) % 2 === 0).length;
  expect(large).toBeGreaterThan(left.length - large);
});

test("invented features touch no other, and are counted", () => {
  const { features: noisy, report } = polygonNoise({ kind: "commission", rate: 0.5 }).apply(
    houses,
    createRng(3),
  );
  expect(report.added + Number(report.facts["notPlaced"])).toBeGreaterThanOrEqual(200);
  expect(report.added).toBeGreaterThan(100);
  const boxes = noisy.map(({ geometry: shape }) => {
    const corners = shape?.type === "Polygon" ? shape.coordinates.flat() : [];
    const [xs, ys] = [corners.map(([x = 0]) => x), corners.map(([, y = 0]) => y)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
  });
  boxes.forEach(([left, bottom, right, top], at) => {
    const touching = boxes.filter(([l, b, r, t]) => left <= r && l <= right && bottom <= t && b <= top);
    expect(touching, `${at}`).toHaveLength(1);
  });
});

test("corners at one place stay together in a displacement, and move at most as far as said", () => {
  const { features: noisy } = polygonNoise({ kind: "displacement", distance: 2 }).apply(
    [...houses, ...houses],
    createRng(5),
  );
  expect(noisy.slice(400)).toEqual(noisy.slice(0, 400));
  const flat = (list: readonly Feature[]) =>
    list.flatMap(({ geometry: shape }) => (shape?.type === "Polygon" ? shape.coordinates.flat(2) : []));
  const moved = flat(noisy).map((value, at) => Math.abs(value - flat([...houses, ...houses])[at]!));
  expect(Math.max(...moved.slice(0, 500))).toBeLessThanOrEqual(2 + 1e-9);
});

test("a simplified outline keeps the corners that lie further than the tolerance", () => {
  const coordinates = [
    [
      [0, 0],
      [5, 0.4],
      [10, 0],
      [10, 10],
      [5, 12],
      [0, 10],
      [0, 0],
    ],
  ];
  const feature: Feature = { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates } };
  const {
    features: [simple],
  } = polygonNoise({ kind: "simplification", tolerance: 1 }).apply([feature], createRng(0));
  expect(simple?.geometry).toEqual({
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [5, 12],
        [0, 10],
        [0, 0],
      ],
    ],
  });
});

test("a coordinate that is no number, and options that cannot be, are named", () => {
  const broken: Feature = {
    type: "Feature",
    id: "way/7",
    properties: {},
    geometry: { type: "Point", coordinates: [1, Number.NaN] },
  };
  const noise = polygonNoise({ kind: "object-shift", distance: 1 });
  expect(() => noise.apply([...houses, broken], createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: feature 401 ("way/7") has a position [1, NaN], but two finite numbers were expected; repair or leave out the feature]`,
  );
  expect(() => polygonNoise({ kind: "omission", probability: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: polygon noise: key "probability": Too big: expected number to be <=1; see the schema of its options]`,
  );
  expect(() => polygonNoise({ kind: "misregistration" })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: polygon noise: give one of shift, distance or sigma, but none of them is given; see the schema of its options]`,
  );
});
