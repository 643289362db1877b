import type { SampleArray } from "@undercoat/raster";
import { newSamples, sampleTypeOf } from "../samples-of.ts";

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
  const isFloat = data instanceof Float32Array || data instanceof Float64Array;
  const isPlain = rule.nodata === null && rule.alpha === null && pixels.validity === null && !isFloat;
  if (rule.resampling === "nearest") takeFirstInto(data, pixels, rule);
  else if (rule.resampling === "average" && isPlain) averageInto(data, pixels, rule);
  else combineInto(data, pixels, rule);
  return half;
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
    const any = validity[at]! | validity[at + right]! | validity[at + down]! | validity[at + right + down]!;
    half[pixel] = rule.resampling === "nearest" ? validity[at]! : any;
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

/** Whole numbers that all count. */
function averageInto(
  target: SampleArray,
  { width, height, rowPixels, data }: Pixels,
  { bandCount }: HalvingRule,
): void {
  let to = 0;
  for (let y = 0; y < height; y += 2) {
    const down = y + 1 < height ? rowPixels * bandCount : 0;
    for (let x = 0; x < width; x += 2) {
      const right = x + 1 < width ? bandCount : 0;
      const from = (y * rowPixels + x) * bandCount;
      for (let at = from; at < from + bandCount; at++) {
        const sum = data[at]! + data[at + right]! + data[at + down]! + data[at + down + right]!;
        target[to++] = Math.floor((sum + 2) / 4);
      }
    }
  }
}

function combineInto(target: SampleArray, pixels: Pixels, rule: HalvingRule): void {
  const { width, height, rowPixels, data } = pixels;
  const isWhole = !(data instanceof Float32Array || data instanceof Float64Array);
  const used: number[] = [];
  let to = 0;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const first = y * rowPixels + x;
      for (let band = 0; band < rule.bandCount; band++) {
        used.length = 0;
        for (let row = 0; row < 2 && y + row < height; row++) {
          for (let column = 0; column < 2 && x + column < width; column++) {
            const pixel = first + row * rowPixels + column;
            if (counts(pixels, rule, { pixel, band })) used.push(data[pixel * rule.bandCount + band]!);
          }
        }
        if (used.length === 0) target[to] = rule.nodata ?? data[first * rule.bandCount + band]!;
        else if (rule.resampling === "mode") target[to] = mostFrequent(used);
        else target[to] = offNodata(mean(used, isWhole), { target, nodata: rule.nodata, isWhole });
        to += 1;
      }
    }
  }
}

/** Alpha itself counts everywhere: it is what is averaged. */
function counts(
  { data, validity }: Pixels,
  { nodata, alpha, bandCount }: HalvingRule,
  { pixel, band }: { pixel: number; band: number },
): boolean {
  if (validity?.[pixel] === 0) return false;
  if (band === alpha) return true;
  if (alpha !== null && data[pixel * bandCount + alpha] === 0) return false;
  const sample = data[pixel * bandCount + band]!;
  return Number.isFinite(sample) && sample !== nodata;
}

function mean(samples: readonly number[], isWhole: boolean): number {
  const sum = samples.reduce((total, sample) => total + sample / samples.length, 0); // no overflow of float64
  if (!isWhole) return sum;
  return Math.floor(samples.reduce((total, sample) => total + sample, 0) / samples.length + 0.5);
}

/** The first of those that are there most often. */
function mostFrequent(samples: readonly number[]): number {
  let [best, bestCount] = [samples[0]!, 0];
  for (const candidate of samples) {
    const count = samples.filter((sample) => sample === candidate).length;
    if (count > bestCount) [best, bestCount] = [candidate, count];
  }
  return best;
}

/** Two valid samples on both sides of nodata must not make a hole. */
function offNodata(
  value: number,
  { target, nodata, isWhole }: { target: SampleArray; nodata: number | null; isWhole: boolean },
): number {
  const held = target instanceof Float32Array ? Math.fround(value) : value;
  if (held !== nodata) return value;
  if (!isWhole) return value === 0 ? 2 ** -126 : value * (1 + 2 ** -18);
  const [up] = newSamples(sampleTypeOf(target), 1).fill(value + 1);
  return up === value + 1 ? value + 1 : value - 1;
}
