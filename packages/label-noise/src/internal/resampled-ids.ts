import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type { ScenePlace } from "../label-noise.ts";

/** Coefficient of Pillow's cubic, and how far it reaches. */
const CUBIC = -0.5;
const SUPPORT = 2;
/** Weights are whole multiples of 2⁻²², as in Pillow. */
const ONE = 2 ** 22;
const MIXED_FROM_IGNORED = -1;

/** Class indices resized as grey values of 8 bits, first along rows, then along columns, and read at the nearest pixel. */
export function resampledIds(labels: LabelMap, scale: number, scene: ScenePlace): Uint8Array {
  const { width, height, data } = labels;
  const across = tapsOf(scale, { from: scene.x, count: width, side: scene.width });
  const down = tapsOf(scale, { from: scene.y, count: height, side: scene.height });
  const last = labels.scheme.classes.length - 1;
  const rows = new Int16Array(data.length);
  for (let row = 0, pixel = 0; row < height; row++) {
    const start = row * width;
    for (let column = 0; column < width; column++, pixel++) {
      let sum = ONE / 2;
      for (let tap = across.firsts[column]!; tap < across.firsts[column + 1]!; tap++) {
        const index = data[start + across.at[tap]!]!;
        sum += index === IGNORE_INDEX ? Number.NaN : index * across.weights[tap]!;
      }
      rows[pixel] = Number.isNaN(sum) ? MIXED_FROM_IGNORED : clipped(sum);
    }
  }
  const result = data.slice();
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      let sum = ONE / 2;
      for (let tap = down.firsts[row]!; tap < down.firsts[row + 1]!; tap++) {
        const index = rows[down.at[tap]! * width + column]!;
        sum += index === MIXED_FROM_IGNORED ? Number.NaN : index * down.weights[tap]!;
      }
      if (!Number.isNaN(sum)) result[pixel] = Math.min(last, clipped(sum));
    }
  }
  return result;
}

function clipped(sum: number): number {
  return Math.min(255, Math.max(0, Math.floor(sum / ONE)));
}

/** What the pixels along one side are mixed from: for every pixel a part of `at` and `weights`. */
interface Taps {
  readonly firsts: Int32Array;
  readonly at: readonly number[];
  readonly weights: readonly number[];
}

function tapsOf(
  scale: number,
  { from, count, side }: { readonly from: number; readonly count: number; readonly side: number },
): Taps {
  const resized = Math.max(1, Math.round(side * scale));
  const shrink = side / resized;
  const wide = Math.max(1, shrink);
  const firsts = new Int32Array(count + 1);
  const at: number[] = [];
  const weights: number[] = [];
  for (let pixel = 0; pixel < count; pixel++) {
    const coarse = Math.min(resized - 1, Math.floor(((from + pixel + 0.5) * resized) / side));
    const centre = (coarse + 0.5) * shrink;
    const first = Math.max(0, Math.trunc(centre - SUPPORT * wide + 0.5));
    const end = Math.min(side, Math.trunc(centre + SUPPORT * wide + 0.5));
    const own = Array.from({ length: end - first }, (_, tap) => cubic((first + tap - centre + 0.5) / wide));
    const sum = own.reduce((total, weight) => total + weight, 0);
    for (const [tap, weight] of own.entries()) {
      const whole = Math.sign(weight) * Math.floor(Math.abs(weight / sum) * ONE + 0.5);
      if (whole === 0) continue;
      // in a window, what lies outside of it decides about pixels that are not asked for
      at.push(Math.min(count - 1, Math.max(0, first + tap - from)));
      weights.push(whole);
    }
    firsts[pixel + 1] = at.length;
  }
  return { firsts, at, weights };
}

function cubic(offset: number): number {
  const x = Math.abs(offset);
  if (x < 1) return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * CUBIC : 0;
}
