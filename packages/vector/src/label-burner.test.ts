import { createRng } from "@undercoat/random";
import { IGNORE_INDEX } from "@undercoat/raster";
import { expect, test } from "vitest";
import type { VectorErrorCode } from "./errors.ts";
import type { Feature, Geometry, Position } from "./feature.ts";
import { type Burn, labelBurner, type RasterizeOptions } from "./label-burner.ts";
import { rasterize } from "./rasterize.ts";

const crs = { kind: "epsg", code: 32632 } as const;
const grid = { width: 300, height: 420, geotransform: [1000, 2, 0, 5000, 0, -1], crs } as const;
const scheme = { name: "three", classes: [0, 1, 2].map((value) => ({ value, name: `${value}` })) };
const feature = (geometry: Geometry, properties: Feature["properties"] = {}): Feature => ({
  type: "Feature",
  properties,
  geometry,
});
const square = (x: number, y: number, side: number): Geometry => ({
  type: "Polygon",
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
});
const asked = ({ properties }: Feature) => properties["burn"] as Burn;

function refusal(features: Feature[], options: Partial<RasterizeOptions> = {}) {
  return () => labelBurner(features, { grid, scheme, burn: () => ({ classIndex: 1 }), ...options });
}

function code(expected: VectorErrorCode) {
  return expect.objectContaining({ name: "VectorError", code: expected });
}

/** Lines, polygons and points across the grid, some with a width, in mixed order. */
function anyFeatures(): Feature[] {
  const rng = createRng(5);
  const place = (): Position => [1000 + 700 * rng.next() - 50, 5050 - 520 * rng.next()];
  return Array.from({ length: 60 }, (_, number) => {
    const burn = {
      classIndex: number % 4 === 3 ? IGNORE_INDEX : number % 3,
      order: Math.floor(3 * rng.next()),
    };
    const [a, b, c] = [place(), place(), place()];
    if (number % 3 === 0) return feature({ type: "Polygon", coordinates: [[a, b, c, a]] }, { burn });
    if (number % 3 === 1) return feature({ type: "LineString", coordinates: [a, b, c] }, { burn });
    return feature(
      { type: "MultiPoint", coordinates: [a, b] },
      { burn: { ...burn, widthMetres: 1 + number } },
    );
  });
}

test.each([false, true])(
  "windows of any size hold the pixels of the whole, all touched: %s",
  (allTouched) => {
    const options = { grid, scheme, burn: asked, allTouched, background: 2 };
    const features = anyFeatures();
    const whole = rasterize(features, options);
    expect(new Set(whole.data)).toEqual(new Set([0, 1, 2, IGNORE_INDEX]));
    const burner = labelBurner(features, options);
    for (const [x, y, width, height] of [
      [0, 0, 300, 1],
      [17, 100, 200, 200],
      [299, 127, 1, 130],
      [40, 128, 64, 128],
      [0, 419, 300, 1],
    ] as const) {
      const part = burner.burn({ x, y, width, height });
      expect(part.geotransform).toEqual([1000 + 2 * x, 2, 0, 5000 - y, 0, -1]);
      for (let row = 0; row < height; row++) {
        const from = (y + row) * grid.width + x;
        expect(part.data.subarray(row * width, (row + 1) * width)).toEqual(
          whole.data.subarray(from, from + width),
        );
      }
    }
  },
);

test("higher orders lie over lower ones, equal ones as the features come", () => {
  const labels = rasterize(
    [
      feature(square(1000, 4900, 100), { burn: { classIndex: 1, order: 2 } }),
      feature(square(1000, 4900, 100), { burn: { classIndex: 2, order: 1 } }),
      feature(square(1100, 4900, 100), { burn: { classIndex: 1 } }),
      feature(square(1100, 4900, 100), { burn: { classIndex: 2 } }),
    ],
    { grid, scheme, burn: asked },
  );
  expect([labels.data[0], labels.data[50]]).toEqual([1, 2]);
});

test("a line with a width burns the centres at most half of it away, measured on the ground", () => {
  const ends = [1100.3, 4901.7, 1391.2, 4720.4] as const;
  const line = feature({ type: "LineString", coordinates: [ends.slice(0, 2), ends.slice(2)] });
  const { data } = rasterize([line], {
    grid,
    scheme,
    burn: () => ({ classIndex: 1, widthMetres: 14 }),
    groundScale: () => ({ x: 0.5, y: 0.5 }),
  });
  const [x0, y0, x1, y1] = ends;
  const expected = data.map((_, pixel) => {
    const [x, y] = [1001 + 2 * (pixel % grid.width), 4999.5 - Math.floor(pixel / grid.width)];
    const share = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2);
    const along = Math.min(1, Math.max(0, share));
    return Math.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0)) * 0.5 <= 7 ? 1 : 0;
  });
  expect(data).toEqual(expected);
});

test("features are counted, and what is not asked for is not burnt", () => {
  const features = [feature(square(1000, 4900, 10)), feature(square(1100, 4900, 10), { skip: true })];
  const empty: Feature = { type: "Feature", properties: {}, geometry: null };
  const far = feature(square(9e6, -4e7, 10));
  const { counts, burn } = labelBurner([...features, empty, far], {
    grid,
    scheme,
    burn: ({ properties }) => (properties["skip"] === true ? null : { classIndex: 1 }),
  });
  expect(counts).toEqual({ burnt: 2, leftOut: 1, empty: 1 });
  const { data } = burn({ x: 0, y: 0, width: 300, height: 420 });
  expect(data.filter((value) => value === 1)).toHaveLength(5 * 10);
});

test("lines that begin far outside of the grid are burnt as fast as others", () => {
  const line = feature({
    type: "LineString",
    coordinates: [
      [1000, 5000 - 10.5],
      [2e12, 5000 - 10.5],
    ],
  });
  const { data } = rasterize([line], { grid, scheme, burn: () => ({ classIndex: 1 }) });
  expect(data.indexOf(1)).toBe(10 * 300);
  expect(data.filter((value) => value === 1)).toHaveLength(300);
});

test("what cannot be burnt is refused with its number", () => {
  const good = feature(square(1000, 4900, 10));
  const named = { ...good, id: "way/12" };
  expect(refusal([good], { background: 3 })).toThrow("the background becomes class index 3");
  expect(refusal([good, named], { burn: () => ({ classIndex: 7 }) })).toThrow(
    "feature 1 becomes class index 7",
  );
  expect(refusal([named], { burn: () => ({ classIndex: 1, widthMetres: 0 }) })).toThrow(
    'feature 1 ("way/12"): its width is 0 m',
  );
  expect(refusal([named], { burn: () => ({ classIndex: 1, widthMetres: 0 }) })).toThrow(
    code("OPTIONS_REFUSED"),
  );
  expect(refusal([feature(square(Number.NaN, 0, 1))])).toThrow(code("GEOMETRY_BROKEN"));
  const open: Geometry = {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ],
  };
  expect(refusal([good, feature(open)])).toThrow(
    "feature 2: a ring has 4 positions and its last is not its first",
  );
  const { burn } = labelBurner([good], { grid, scheme, burn: () => ({ classIndex: 1 }) });
  expect(() => burn({ x: 0, y: 400, width: 300, height: 21 })).toThrow(
    expect.objectContaining({ name: "RasterError", code: "WINDOW_OUTSIDE" }),
  );
  expect(refusal([good], { grid: { ...grid, geotransform: null } })).toThrow(code("NO_GEOREFERENCE"));
});
