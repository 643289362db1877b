import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { type Geotransform, type Raster, raster, resampleRaster } from "../src/index.ts";

interface ResampleCase {
  readonly mode?: "bilinear" | "nearest" | "bicubic";
  readonly alignCorners?: boolean;
  readonly size?: number | readonly number[];
  readonly input: GoldenArray;
  readonly output: GoldenArray;
}

/** As the folder states it. */
const FLOAT32 = 1e-6;
const crs = { kind: "epsg", code: 3857 } as const;

/** NCHW as one raster whose bands are all channels of all images; pixels of one metre. */
function rasterOf({ shape, data }: GoldenArray): Raster {
  const [n = 0, c = 0, height = 0, width = 0] = shape;
  const bands = Array.from({ length: n * c }, (_, band) => ({ name: `b${band}` }));
  const samples = new Float32Array(data.length);
  const pixels = width * height;
  for (let band = 0; band < bands.length; band++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      samples[pixel * bands.length + band] = Number(data[band * pixels + pixel]);
    }
  }
  return raster({ width, height, bands, data: samples, geotransform: [0, 1, 0, 0, 0, 1], crs });
}

/** Origin and step of a line of pixels whose centres lie where PyTorch looks. */
function line(from: number, to: number, golden: ResampleCase): readonly [origin: number, step: number] {
  if (golden.mode === "nearest") return [-from / to / 2, from / to];
  if (golden.alignCorners !== true) return [0, from / to];
  const step = to > 1 && from > 1 ? (from - 1) / (to - 1) : 1e-9;
  return [0.5 - step / 2, step];
}

function expectResampled(golden: ResampleCase, method: "bilinear" | "nearest" | "average"): void {
  const source = rasterOf(golden.input);
  const wanted = rasterOf(golden.output);
  const [x, dx] = line(source.width, wanted.width, golden);
  const [y, dy] = line(source.height, wanted.height, golden);
  const geotransform: Geotransform = [x, dx, 0, y, 0, dy];
  const { data, validity } = resampleRaster(source, { ...wanted, geotransform }, { method });
  expect(validity).toBe(null);
  wanted.data.forEach((sample, i) => {
    expect(Math.abs((data[i] ?? Number.NaN) - sample)).toBeLessThanOrEqual(FLOAT32);
  });
}

/** Whether every bin of an adaptive average is a block of whole pixels that overlaps no other. */
function isDivisible({ input, output }: ResampleCase): boolean {
  return [2, 3].every((axis) => Number(input.shape[axis]) % Number(output.shape[axis]) === 0);
}

describeShared("resampling equals PyTorch's interpolation", ["golden", "resample"], () => {
  const { cases } = goldenCases<ResampleCase>("resample");
  const interpolated = cases.filter(({ kind, mode }) => kind === "interpolate" && mode !== "bicubic");
  const averaged = cases.filter((golden) => golden.kind === "adaptiveAveragePool" && isDivisible(golden));

  test("the area holds every kind that is compared", () => {
    expect(new Set(interpolated.map(({ mode }) => mode))).toEqual(new Set(["bilinear", "nearest"]));
    expect(averaged.length).toBeGreaterThan(0);
  });

  for (const golden of interpolated) {
    test(golden.id, () => expectResampled(golden, golden.mode === "nearest" ? "nearest" : "bilinear"));
  }
  for (const golden of averaged) test(golden.id, () => expectResampled(golden, "average"));
});
