import type { SampleArray } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type HalvingRule, halve, type Pixels } from "./halve.ts";

const pixelsOf = (
  width: number,
  data: SampleArray,
  validity: Uint8Array | null = null,
  bandCount = 1,
): Pixels => ({
  width,
  height: data.length / width / bandCount,
  rowPixels: width,
  data,
  validity,
});
const rule = (given: Partial<HalvingRule> = {}): HalvingRule => ({
  resampling: "average",
  nodata: null,
  alpha: null,
  bandCount: 1,
  ...given,
});

test("an average of whole numbers is rounded half up, also below zero, and an odd edge stands alone", () => {
  expect(halve(pixelsOf(3, Int16Array.of(1, 2, 9, 2, 1, 8)), rule()).data).toEqual(Int16Array.of(2, 9));
  expect(halve(pixelsOf(2, Int16Array.of(-1, -2, -2, -1)), rule()).data).toEqual(Int16Array.of(-1));
  expect(halve(pixelsOf(1, Uint8Array.of(255, 254, 7)), rule()).data).toEqual(Uint8Array.of(255, 7));
  const high = 2 ** 32 - 1;
  expect(halve(pixelsOf(2, Uint32Array.of(high, high, high, high - 1)), rule()).data).toEqual(
    Uint32Array.of(high),
  );
});

test("what holds no data does not count", () => {
  expect(halve(pixelsOf(2, Uint8Array.of(0, 8, 0, 4)), rule({ nodata: 0 })).data).toEqual(Uint8Array.of(6));
  expect(halve(pixelsOf(2, Uint8Array.of(0, 0, 0, 0)), rule({ nodata: 0 })).data).toEqual(Uint8Array.of(0));
  const withNan = halve(pixelsOf(2, Float32Array.of(Number.NaN, 2, Number.POSITIVE_INFINITY, 4)), rule());
  expect(withNan.data).toEqual(Float32Array.of(3));
  const masked = halve(pixelsOf(2, Uint8Array.of(100, 8, 100, 4), Uint8Array.of(0, 1, 0, 1)), rule());
  expect(masked.data).toEqual(Uint8Array.of(6));
  expect(masked.validity).toEqual(Uint8Array.of(1));
  const none = halve(pixelsOf(2, Uint8Array.of(9, 8, 7, 6), new Uint8Array(4)), rule());
  expect(none.data).toEqual(Uint8Array.of(9)); // what lies there is kept
  expect(none.validity).toEqual(Uint8Array.of(0));
});

test("colours count where alpha is not 0, and alpha counts everywhere", () => {
  const data = Uint8Array.of(100, 255, 50, 0, 50, 0, 50, 0);
  const half = halve(pixelsOf(2, data, null, 2), rule({ alpha: 1, bandCount: 2 }));
  expect(half.data).toEqual(Uint8Array.of(100, 64));
});

test("an average never falls on nodata by chance", () => {
  expect(halve(pixelsOf(2, Uint8Array.of(99, 101, 99, 101)), rule({ nodata: 100 })).data).toEqual(
    Uint8Array.of(101),
  );
  expect(halve(pixelsOf(2, Int8Array.of(126, 127, 127, 126)), rule({ nodata: 127 })).data).toEqual(
    Int8Array.of(126),
  );
  const float = halve(pixelsOf(2, Float32Array.of(-1, 1, -1, 1)), rule({ nodata: 0 })).data[0]!;
  expect(float).not.toBe(0);
  expect(Math.abs(float)).toBeLessThan(1e-30);
  const beside = halve(pixelsOf(2, Float64Array.of(4, 6, 4, 6)), rule({ nodata: 5 })).data[0]!;
  expect(beside).not.toBe(5);
  expect(beside).toBeCloseTo(5, 3);
});

test("mode takes the value that is there most often, the first one of equals", () => {
  const mode = rule({ resampling: "mode", nodata: 255 });
  expect(halve(pixelsOf(2, Uint8Array.of(1, 2, 2, 3)), mode).data).toEqual(Uint8Array.of(2));
  expect(halve(pixelsOf(2, Uint8Array.of(3, 2, 2, 3)), mode).data).toEqual(Uint8Array.of(3));
  expect(halve(pixelsOf(2, Uint8Array.of(255, 255, 255, 7)), mode).data).toEqual(Uint8Array.of(7));
  expect(halve(pixelsOf(2, Uint8Array.of(255, 255, 255, 255)), mode).data).toEqual(Uint8Array.of(255));
});

test("nearest takes the first pixel as it is, valid or not", () => {
  const half = halve(
    pixelsOf(3, Uint8Array.of(1, 2, 3, 4, 5, 6), Uint8Array.of(0, 1, 1, 1, 1, 1)),
    rule({ resampling: "nearest" }),
  );
  expect([half.data, half.validity]).toEqual([Uint8Array.of(1, 3), Uint8Array.of(0, 1)]);
});

const anyPixels = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    bands: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ width, height, bands }) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), {
        minLength: width * height * bands,
        maxLength: width * height * bands,
      })
      .map((values) => ({ width, height, bands, data: Uint8Array.from(values) })),
  );

test("the quick way for samples that all count equals the careful one", () => {
  fc.assert(
    fc.property(anyPixels, ({ width, bands, data }) => {
      const quick = halve(pixelsOf(width, data, null, bands), rule({ bandCount: bands }));
      const allValid = new Uint8Array(data.length / bands).fill(1);
      const careful = halve(pixelsOf(width, data, allValid, bands), rule({ bandCount: bands }));
      expect(careful.data).toEqual(quick.data);
    }),
  );
});

test("rows that are longer than the image are skipped over, and the input stays as it was", () => {
  fc.assert(
    fc.property(
      anyPixels,
      fc.constantFrom("average", "mode", "nearest"),
      ({ width, height, bands, data }, resampling) => {
        const padded = new Uint8Array((width + 3) * height * bands).fill(77);
        for (let y = 0; y < height; y++) {
          padded.set(data.subarray(y * width * bands, (y + 1) * width * bands), y * (width + 3) * bands);
        }
        const before = padded.slice();
        const wide = { width, height, rowPixels: width + 3, data: padded, validity: null };
        const options = rule({ bandCount: bands, resampling: resampling as HalvingRule["resampling"] });
        expect(halve(wide, options).data).toEqual(halve(pixelsOf(width, data, null, bands), options).data);
        expect(padded).toEqual(before);
      },
    ),
  );
});
