import type { SampleArray } from "@undercoat/raster";
import { newSamples, sampleTypeOf } from "../samples-of.ts";
import { isPlain } from "./pack-tile.ts";

/** How four pixels become one. */
export type Resampling = "average" | "nearest" | "mode";

/** What tells which samples count. */
export interface HalvingRule {
  readonly resampling: Resampling;
  /** As the samples hold it. */
  readonly nodata: number | null;
  /** Position of the alpha band, or null. */
  readonly alpha: number | null;
  readonly bandCount: number;
}

/** Pixels of one size, rows of `rowPixels` of which `width` count. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rowPixels: number;
  /** `[height, rowPixels, band]`. */
  readonly data: SampleArray;
  /** `[height, rowPixels]`; null: all valid. */
  readonly validity: Uint8Array | null;
}

/**
 * Pixels at half the size; at an odd edge, one row or column feeds a pixel alone. Average and mode take the
 * samples that hold data, and a pixel is valid where one of its four is; nearest takes the first pixel as it is.
 * An average of whole numbers is rounded half up, and never falls on nodata by chance.
 */
export function halve(pixels: Pixels, rule: HalvingRule): Pixels {
  const [width, height] = [Math.ceil(pixels.width / 2), Math.ceil(pixels.height / 2)];
  const data = newSamples(sampleTypeOf(pixels.data), width * height * rule.bandCount);
  const half = { width, height, rowPixels: width, data, validity: halvedValidity(pixels, rule) };
  if (isPlain(pixels.data, rule.bandCount) && pixels.validity === null) {
    for (let at = 0; at < data.length; at++) data[at] = pixels.data[at % rule.bandCount]!;
    return half;
  }
  if (rule.resampling === "nearest") takeFirstInto(data, pixels, rule);
  else if (rule.resampling === "average" && doAllCount(pixels, rule)) averageInto(data, pixels, rule);
  else combineInto(data, pixels, rule);
  return half;
}

/** Whether no sample has to be looked at before it is used: most tiles of most files. */
function doAllCount({ data, validity }: Pixels, { nodata, alpha }: HalvingRule): boolean {
  if (validity !== null || alpha !== null) return false;
  if (nodata !== null && data.includes(nodata)) return false;
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return true;
  let sum = 0;
  for (let at = 0; at < data.length; at++) sum += data[at]! - data[at]!; // NaN for what is not finite
  return sum === 0;
}

function halvedValidity(
  { width, height, rowPixels, validity }: Pixels,
  rule: HalvingRule,
): Uint8Array | null {
  if (validity === null) return null;
  const across = Math.ceil(width / 2);
  const half = new Uint8Array(across * Math.ceil(height / 2));
  for (let pixel = 0; pixel < half.length; pixel++) {
    const [x, y] = [(pixel % across) * 2, Math.floor(pixel / across) * 2];
    const at = y * rowPixels + x;
    const right = x + 1 < width ? 1 : 0;
    const down = y + 1 < height ? rowPixels : 0;
    const atLeastOne =
      validity[at]! | validity[at + right]! | validity[at + down]! | validity[at + right + down]!;
    half[pixel] = rule.resampling === "nearest" ? validity[at]! : atLeastOne;
  }
  return half;
}

function takeFirstInto(
  target: SampleArray,
  { width, height, rowPixels, data }: Pixels,
  { bandCount }: HalvingRule,
): void {
  let to = 0;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const from = (y * rowPixels + x) * bandCount;
      for (let band = 0; band < bandCount; band++) target[to++] = data[from + band]!;
    }
  }
}

/** Samples that all count. */
function averageInto(
  target: SampleArray,
  { width, height, rowPixels, data }: Pixels,
  { bandCount, nodata }: HalvingRule,
): void {
  const isWhole = isWholeNumbers(target);
  let to = 0;
  for (let y = 0; y < height; y += 2) {
    const down = y + 1 < height ? rowPixels * bandCount : 0;
    for (let x = 0; x < width; x += 2) {
      const right = x + 1 < width ? bandCount : 0;
      const from = (y * rowPixels + x) * bandCount;
      for (let at = from; at < from + bandCount; at++) {
        const sum =
          data[at]! / 4 + data[at + right]! / 4 + data[at + down]! / 4 + data[at + down + right]! / 4;
        target[to++] = isWhole ? Math.floor(sum + 0.5) : sum; // quarters are exact
      }
    }
  }
  if (nodata === null) return;
  for (let at = target.indexOf(nodata); at !== -1; at = target.indexOf(nodata, at + 1)) {
    target[at] = besideNodata(target, nodata);
  }
}

function isWholeNumbers(samples: SampleArray): boolean {
  return !(samples instanceof Float32Array || samples instanceof Float64Array);
}

/** What the samples of one pixel of the half are made from. */
interface Quad {
  /** Positions of the pixels; beyond an odd edge, those of the edge. */
  readonly pixels: [number, number, number, number];
  /** Whether each is there, and holds data as far as alpha and validity tell. */
  readonly counts: [boolean, boolean, boolean, boolean];
}

function combineInto(target: SampleArray, pixels: Pixels, rule: HalvingRule): void {
  const { width, height, rowPixels, data } = pixels;
  const { bandCount, nodata, alpha } = rule;
  const combine = rule.resampling === "mode" ? modeOf : meanFor(target, nodata);
  const quad: Quad = { pixels: [0, 0, 0, 0], counts: [false, false, false, false] };
  const isThere = [true, true, true, true];
  const used: [number, number, number, number] = [0, 0, 0, 0];
  let to = 0;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const first = y * rowPixels + x;
      isThere[1] = x + 1 < width;
      isThere[2] = y + 1 < height;
      isThere[3] = isThere[1] && isThere[2];
      readQuadInto(quad, pixels, { first, isThere, rule });
      for (let band = 0; band < bandCount; band++) {
        let count = 0;
        for (let at = 0; at < 4; at++) {
          const sample = data[quad.pixels[at]! * bandCount + band]!;
          const isData =
            band === alpha ? isThere[at] : quad.counts[at] && sample - sample === 0 && sample !== nodata;
          if (isData) used[count++] = sample;
        }
        target[to++] = count > 0 ? combine(used, count) : (nodata ?? data[first * bandCount + band]!);
      }
    }
  }
}

interface QuadPlace {
  readonly first: number;
  readonly isThere: readonly boolean[];
  readonly rule: HalvingRule;
}

function readQuadInto(
  { pixels: positions, counts }: Quad,
  { rowPixels, data, validity }: Pixels,
  { first, isThere, rule }: QuadPlace,
): void {
  const { alpha, bandCount } = rule;
  for (let at = 0; at < 4; at++) {
    const pixel = isThere[at] ? first + (at & 1) + (at >> 1) * rowPixels : first;
    positions[at] = pixel;
    const isOpaque = alpha === null || data[pixel * bandCount + alpha] !== 0;
    counts[at] = isThere[at]! && isOpaque && validity?.[pixel] !== 0;
  }
}

type Combine = (samples: readonly number[], count: number) => number;

/** The mean of the first `count`; whole numbers are rounded half up. */
function meanFor(target: SampleArray, nodata: number | null): Combine {
  const isWhole = isWholeNumbers(target);
  return (samples, count) => {
    let mean = 0;
    for (let at = 0; at < count; at++) mean += isWhole ? samples[at]! : samples[at]! / count; // never beyond float64
    if (isWhole) mean = Math.floor(mean / count + 0.5);
    const held = target instanceof Float32Array ? Math.fround(mean) : mean;
    return held === nodata ? besideNodata(target, nodata) : mean;
  };
}

/** The first of those that are there most often. */
function modeOf(samples: readonly number[], count: number): number {
  let [best, bestVotes] = [samples[0]!, 0];
  for (let candidate = 0; candidate < count; candidate++) {
    let votes = 0;
    for (let at = 0; at < count; at++) if (samples[at] === samples[candidate]) votes++;
    if (votes > bestVotes) [best, bestVotes] = [samples[candidate]!, votes];
  }
  return best;
}

/** The value next to nodata: two valid samples on both sides of it must not make a hole. */
function besideNodata(target: SampleArray, nodata: number): number {
  if (!isWholeNumbers(target)) return nodata === 0 ? 2 ** -126 : nodata * (1 + 2 ** -18);
  const [up] = newSamples(sampleTypeOf(target), 1).fill(nodata + 1);
  return up === nodata + 1 ? nodata + 1 : nodata - 1;
}
