import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyRaster, windowIn } from "../test/arbitraries.ts";
import { cropRaster } from "./crop-raster.ts";
import { downsampleRaster } from "./downsample-raster.ts";
import { RasterError } from "./errors.ts";
import type { Geotransform, Grid } from "./grid.ts";
import { type Raster, raster } from "./raster.ts";
import { resampleRaster } from "./resample-raster.ts";

const crs = { kind: "epsg", code: 32737 } as const;
const bands = [{ name: "b" }];
const methods = ["nearest", "bilinear", "average"] as const;
/** Sums of a few samples to 255 in float64, divided and rounded to float32. */
const FLOAT32 = 1e-4;

const placed = fc
  .tuple(
    anyRaster,
    fc.constantFrom<Geotransform>(
      [500_000, 0.3, 0, 9_000_000, 0, -0.3],
      [500_000, 0.3, 0, 9_000_000, 0, 0.3],
      [500_000, 0.26, 0.15, 9_000_000, 0.15, -0.26],
    ),
  )
  .map(([source, geotransform]): Raster => ({ ...source, geotransform }));

/** A grid somewhere over the pixels of another: moved, turned, upside down, coarser or finer. */
function gridOver({ geotransform }: Raster): fc.Arbitrary<Grid> {
  const g = geotransform ?? [0, 1, 0, 0, 0, 1, 0];
  const factor = fc.double({ min: 0.2, max: 4, noNaN: true });
  const shift = fc.double({ min: -6, max: 6, noNaN: true });
  const turn = fc.constantFrom(0, 0, 0.4, 2);
  const size = fc.integer({ min: 1, max: 8 });
  return fc
    .tuple(factor, fc.constantFrom(1, -1), shift, shift, turn, size, size)
    .map(([step, flip, dx, dy, angle, width, height]): Grid => {
      const [cos, sin] = [step * Math.cos(angle), step * Math.sin(angle)];
      const across = [g[1] * cos + g[2] * sin, g[4] * cos + g[5] * sin] as const;
      const down = [flip * (g[2] * cos - g[1] * sin), flip * (g[5] * cos - g[4] * sin)] as const;
      const origin = [g[0] + dx * g[1] + dy * g[2], g[3] + dx * g[4] + dy * g[5]] as const;
      return {
        width,
        height,
        geotransform: [origin[0], across[0], down[0], origin[1], across[1], down[1]],
        crs,
      };
    });
}

const onGrid = placed.chain((source) => fc.tuple(fc.constant(source), gridOver(source)));
const pixelOf = (source: Raster, i: number) => Math.floor(i / source.bands.length);
const line = (...samples: number[]) =>
  raster({
    width: samples.length,
    height: 1,
    bands,
    data: Float32Array.from(samples),
    geotransform: [0, 1, 0, 1, 0, -1],
    crs,
  });

describe.each(methods)("%s", (method) => {
  test("onto its own grid changes no valid sample, and onto a window's is a crop; the input stays", () => {
    const drawn = placed.chain((source) => fc.tuple(fc.constant(source), windowIn(source)));
    fc.assert(
      fc.property(drawn, ([source, window]) => {
        const before = source.data.slice();
        const part = cropRaster(source, window);
        const { data, validity } = resampleRaster(source, part, { method });
        part.data.forEach((sample, i) => {
          const pixel = pixelOf(part, i);
          expect(validity?.[pixel] ?? 1).toBe(part.validity?.[pixel] ?? 1);
          expect(data[i]).toBe(part.validity?.[pixel] === 0 ? 0 : sample);
        });
        expect(source.data).toEqual(before);
      }),
    );
  });

  test("no pixel that is not valid changes a number, on any grid", () => {
    fc.assert(
      fc.property(onGrid, fc.constantFrom(Number.NaN, 1e30, -7), ([source, grid], other) => {
        const data = source.data.map((sample, i) =>
          source.validity?.[pixelOf(source, i)] === 0 ? other : sample,
        );
        expect(resampleRaster({ ...source, data }, grid, { method })).toEqual(
          resampleRaster(source, grid, { method }),
        );
      }),
    );
  });

  test("samples lie between the extremes, those that are not valid are 0, and a plain raster stays plain", () => {
    fc.assert(
      fc.property(onGrid, ([source, grid]) => {
        const valid = source.data.filter((_, i) => source.validity?.[pixelOf(source, i)] !== 0);
        const { data, validity } = resampleRaster(source, grid, { method });
        data.forEach((sample, i) => {
          if (validity?.[pixelOf(source, i)] === 0) expect(sample).toBe(0);
          else {
            expect(sample).toBeGreaterThanOrEqual(Math.min(...valid) - FLOAT32);
            expect(sample).toBeLessThanOrEqual(Math.max(...valid) + FLOAT32);
          }
        });
        const plain = resampleRaster({ ...source, data: source.data.map(() => 5), validity: null }, grid, {
          method,
        });
        for (const sample of plain.data) expect(sample === 0 || Math.abs(sample - 5) < FLOAT32).toBe(true);
      }),
    );
  });

  test("with a transform that changes nothing, exact or within a tolerance, the result is the same", () => {
    fc.assert(
      fc.property(onGrid, fc.constantFrom(0, 0.001), ([source, grid], tolerance) => {
        const elsewhere = { ...grid, crs: { kind: "unknown" } as const };
        const transform = (x: number, y: number) => [x, y] as const;
        const moved = resampleRaster(source, elsewhere, { method, transform, tolerance });
        const direct = resampleRaster(source, grid, { method });
        expect(moved.validity).toEqual(direct.validity);
        moved.data.forEach((sample, i) => {
          expect(Math.abs(sample - (direct.data[i] ?? Number.NaN))).toBeLessThan(FLOAT32);
        });
      }),
    );
  });

  test("beside the source nothing is valid", () => {
    const grid: Grid = { width: 2, height: 2, geotransform: [9, 1, 0, 1, 0, -1], crs };
    const { data, validity } = resampleRaster(line(1, 2), grid, { method });
    expect([...data, ...(validity ?? [])]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

test("averages of blocks of whole pixels are those of downsampleRaster", () => {
  fc.assert(
    fc.property(placed, fc.integer({ min: 1, max: 4 }), (source, factor) => {
      const coarse = downsampleRaster(source, factor);
      expect(resampleRaster(source, coarse, { method: "average" })).toEqual(coarse);
    }),
  );
});

test("bilinear is linear between centres, and the outermost pixels go on to the edge", () => {
  const fine: Grid = { width: 8, height: 1, geotransform: [0, 0.25, 0, 1, 0, -1], crs };
  const { data } = resampleRaster(line(0, 8), fine);
  expect([...data]).toEqual([0, 0, 1, 3, 5, 7, 8, 8]);
});

test("bilinear gives the share of an invalid neighbour to the others", () => {
  const fine: Grid = { width: 4, height: 1, geotransform: [0, 0.5, 0, 1, 0, -1], crs };
  const { data, validity } = resampleRaster({ ...line(4, 99), validity: Uint8Array.of(1, 0) }, fine);
  expect([...data]).toEqual([4, 4, 0, 0]);
  expect([...(validity ?? [])]).toEqual([1, 1, 0, 0]);
});

test("averages weight pixels by the area covered, and small blocks share them", () => {
  const coarse: Grid = { width: 2, height: 1, geotransform: [0, 1.5, 0, 1, 0, -1], crs };
  expect([...resampleRaster(line(0, 3, 9), coarse, { method: "average" }).data]).toEqual([1, 7]);
});

test("a centre on the edge of two pixels belongs to the later one", () => {
  const grid: Grid = { width: 1, height: 1, geotransform: [0, 2, 0, 1, 0, -1], crs };
  expect(resampleRaster(line(1, 2), grid, { method: "nearest" }).data[0]).toBe(2);
});

test("points without a place in the source are outside; where a seam tears a pixel its centre counts", () => {
  const source = line(10, 20, 30, 40);
  const grid: Grid = { width: 4, height: 1, geotransform: [0, 1, 0, 1, 0, -1], crs: { kind: "unknown" } };
  const thrown = Object.assign(new TypeError("none"), { code: "OUTSIDE_DOMAIN" });
  for (const method of methods) {
    const half = resampleRaster(source, grid, {
      method,
      transform: (x, y) => (x > 2 ? [Number.NaN, Number.NaN] : [x, y]),
    });
    expect([...half.data].slice(0, 2)).toEqual([10, 20]);
    expect([...(half.validity ?? [])]).toEqual([1, 1, 0, 0]);
    const failing = (x: number, y: number) => {
      if (x > 2) throw thrown;
      return [x, y] as const;
    };
    expect(resampleRaster(source, grid, { method, transform: failing }).validity).toEqual(half.validity);
    // A world of four pixels that goes round, moved by half a pixel.
    const around = (x: number, y: number) => [(x + 2.5) % 4, y] as const;
    const torn = resampleRaster(source, grid, {
      method,
      transform: around,
    });
    expect(torn.validity).toBe(null);
    expect([...torn.data]).toEqual(method === "nearest" ? [40, 10, 20, 30] : [35, 10, 15, 25]);
  }
  const broken = () => {
    throw new RasterError("BAND_MISSING", { message: "a fault in the transform" });
  };
  expect(() => resampleRaster(source, grid, { transform: broken })).toThrow("a fault in the transform");
});

test("a transform that bends is interpolated only where that is within the tolerance", () => {
  const size = 200;
  const data = new Float32Array(size * size).map((_, pixel) => pixel % size);
  const source = raster({ width: size, height: size, bands, data, geotransform: [0, 1, 0, 0, 0, 1], crs });
  const grid: Grid = { width: size, height: 3, geotransform: [0, 1, 0, 90, 0, 1], crs: { kind: "unknown" } };
  let calls = 0;
  const transform = (x: number, y: number) => {
    calls += 1;
    return [90 * Math.sin(x / 700), y] as const;
  };
  const exact = resampleRaster(source, grid, { transform });
  const exactCalls = calls;
  calls = 0;
  const close = resampleRaster(source, grid, { transform, tolerance: 0.05 });
  expect(exactCalls).toBe(3 * size);
  expect(calls).toBeLessThan(exactCalls / 4);
  close.data.forEach((sample, i) => {
    expect(Math.abs(sample - (exact.data[i] ?? Number.NaN))).toBeLessThan(0.1);
  });
});

test("grids of two CRS, without a place, or without pixels, and a negative tolerance are refused", () => {
  const source = line(1, 2);
  const grid: Grid = {
    width: 1,
    height: 1,
    geotransform: [0, 1, 0, 1, 0, -1],
    crs: { kind: "epsg", code: 4326 },
  };
  const onto = (target: Grid, tolerance?: number) => () =>
    resampleRaster(source, target, tolerance === undefined ? {} : { tolerance, transform: (x, y) => [x, y] });
  expect(onto(grid)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: source is in CRS EPSG:32737, but the target grid in EPSG:4326; pass a transform from the target's coordinates to the source's]`,
  );
  expect(onto({ ...grid, geotransform: null })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: target grid of 1×1 pixels has no geotransform, but its place on the ground was asked for; give it one, or work in pixels]`,
  );
  expect(onto({ ...grid, crs, width: 0 })).toThrow(/target grid is 0×1/);
  expect(onto({ ...grid, crs, geotransform: [0, 0, 0, 0, 0, 1] })).toThrow(/area 0/);
  expect(onto({ ...grid, crs, width: 2 ** 31, height: 2 ** 20 })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: 2147483648×1048576 pixels do not fit into the memory that is left; work window by window, as tileWindows gives them]`,
  );
  const method = String("cubic") as "nearest";
  expect(() => resampleRaster(source, source, { method })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: method is "cubic", but one of "nearest", "bilinear", "average" was expected; choose one of them]`,
  );
  expect(onto(grid, Number.NaN)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: tolerance is NaN pixels, but a number from 0 was expected; 0 transforms every position]`,
  );
  expect(() => resampleRaster({ ...source, geotransform: null }, grid)).toThrow(
    /source of 2×1 pixels has no/,
  );
});
