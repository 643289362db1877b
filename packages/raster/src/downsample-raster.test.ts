import fc from "fast-check";
import { expect, test } from "vitest";
import { anyLabels, anyRaster } from "../test/arbitraries.ts";
import { downsampleLabels } from "./downsample-labels.ts";
import { downsampleRaster } from "./downsample-raster.ts";
import { labelMap } from "./label-map.ts";
import { raster } from "./raster.ts";

const bands = [{ name: "b" }];
const FLOAT32_MEAN = 1e-4;
const strip = (...samples: number[]) =>
  raster({ width: samples.length, height: 1, bands, data: Float32Array.from(samples) });
const twoClasses = {
  name: "buildings",
  classes: [
    { value: 0, name: "other" },
    { value: 1, name: "building" },
  ],
};

test("a block becomes its mean, band by band, and pixels grow by the factor", () => {
  const source = raster({
    width: 2,
    height: 2,
    bands: [{ name: "a" }, { name: "b" }],
    data: Float32Array.of(1, 10, 2, 20, 3, 30, 6, 40),
    geotransform: [100, 0.5, 0, 200, 0, -0.5],
  });
  const coarse = downsampleRaster(source, 2);
  expect([...coarse.data]).toEqual([3, 25]);
  expect(coarse).toMatchObject({ width: 1, height: 1, geotransform: [100, 1, 0, 200, 0, -1] });
});

test("rounding takes halves to the even neighbour", () => {
  const coarse = downsampleRaster(strip(0, 1, 1, 2, 2, 3, -1, 0, 1, 1), 2, { round: true });
  expect([...coarse.data].map((value) => value + 0)).toEqual([0, 2, 2, 0, 1]);
});

test("only valid pixels count, and a block without one is not valid and holds 0", () => {
  const source = { ...strip(4, 99, 77, 88), validity: Uint8Array.of(1, 0, 0, 0) };
  const coarse = downsampleRaster(source, 2);
  expect([...coarse.data]).toEqual([4, 0]);
  expect([...(coarse.validity ?? [])]).toEqual([1, 0]);
});

test("no pixel that is not valid changes any mean", () => {
  fc.assert(
    fc.property(
      anyRaster,
      fc.integer({ min: 1, max: 4 }),
      fc.float({ noNaN: true }),
      (source, factor, other) => {
        const bandCount = source.bands.length;
        const data = source.data.map((value, i) =>
          source.validity?.[Math.floor(i / bandCount)] === 0 ? other : value,
        );
        expect(downsampleRaster({ ...source, data }, factor)).toEqual(downsampleRaster(source, factor));
      },
    ),
  );
});

test("a factor of 1 keeps every valid sample, and means lie between the extremes", () => {
  fc.assert(
    fc.property(anyRaster, fc.integer({ min: 2, max: 4 }), (source, factor) => {
      const same = downsampleRaster(source, 1);
      source.data.forEach((value, i) => {
        if (source.validity?.[Math.floor(i / source.bands.length)] !== 0) expect(same.data[i]).toBe(value);
      });
      const [low, high] = [Math.min(0, ...source.data), Math.max(0, ...source.data)];
      for (const value of downsampleRaster(source, factor).data) {
        expect(value >= low - FLOAT32_MEAN && value <= high + FLOAT32_MEAN).toBe(true);
      }
    }),
  );
});

test("a block becomes its most frequent class; ties go to the highest index", () => {
  const labels = labelMap({
    width: 6,
    height: 2,
    scheme: twoClasses,
    data: Uint8Array.of(0, 0, 0, 1, 255, 255, 0, 1, 0, 1, 255, 0),
  });
  expect([...downsampleLabels(labels, 2).data]).toEqual([0, 1, 0]);
});

test("with two classes the majority is a share of at least one half", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1), { minLength: 16, maxLength: 16 }), (values) => {
      const labels = labelMap({ width: 4, height: 4, scheme: twoClasses, data: Uint8Array.from(values) });
      const share = values.reduce((sum, value) => sum + value, 0) / 16;
      expect(downsampleLabels(labels, 4).data[0]).toBe(share >= 0.5 ? 1 : 0);
    }),
  );
});

test("ignored pixels do not vote, and a block of them stays ignored", () => {
  fc.assert(
    fc.property(anyLabels, fc.integer({ min: 1, max: 4 }), (labels, factor) => {
      const coarse = downsampleLabels(labels, factor);
      coarse.data.forEach((winner, block) => {
        const left = (block % coarse.width) * factor;
        const top = Math.floor(block / coarse.width) * factor;
        const votes = [...labels.data].filter((index, pixel) => {
          const [x, y] = [pixel % labels.width, Math.floor(pixel / labels.width)];
          return index !== 255 && x >= left && x < left + factor && y >= top && y < top + factor;
        });
        const count = (index: number) => votes.filter((vote) => vote === index).length;
        if (votes.length === 0) expect(winner).toBe(255);
        else for (const index of [0, 1, 2]) expect(count(winner)).toBeGreaterThanOrEqual(count(index));
      });
    }),
  );
});

test("sizes that do not divide leave partial blocks at the far edges", () => {
  const coarse = downsampleRaster(strip(1, 3, 8), 2);
  expect([coarse.width, ...coarse.data]).toEqual([2, 2, 8]);
});

test("a factor that is not a positive integer is refused", () => {
  expect(() => downsampleRaster(strip(1), 1.5)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: downsampling factor is 1.5, but a positive integer was expected; give the block size in pixels]`,
  );
});
