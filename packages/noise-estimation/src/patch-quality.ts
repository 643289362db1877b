import type { Window } from "@undercoat/raster";
import * as z from "zod";
import { NoiseEstimationError } from "./errors.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { softMinimum } from "./soft-minimum.ts";

/** Scores of pixels on a grid, row-major; NaN is ignored. From {@link pixelQuality}. */
export interface QualityMap {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Options of {@link patchQuality}. */
export const PatchQualityOptions = z.strictObject({
  /** Side of the square patches in pixels; those at the right and the bottom are smaller. */
  size: z.int().min(1),
  /** Temperature of the soft minimum over the pixels of a patch. */
  temperature: z.number().positive().default(0.1),
});
/** Options of {@link patchQuality}. */
export type PatchQualityOptions = z.input<typeof PatchQualityOptions>;

/** A patch and how well its labels fit. */
export interface PatchQuality {
  readonly window: Window;
  /** From 0 (surely wrong somewhere) to 1. */
  readonly score: number;
  /** Pixels that are not ignored. */
  readonly pixels: number;
}

/**
 * Patches from the worst to the best labels, by the soft minimum of their pixels: one bad object is enough to be low.
 * Patches without a labelled pixel are left out.
 *
 * @throws {NoiseEstimationError} `SIZE_MISMATCH`, `OPTIONS_REFUSED`
 * @see {@link https://arxiv.org/abs/2307.05080 | Lad & Mueller 2023}
 *
 * @example
 * ```ts
 * const [worst] = patchQuality({ width, height, data: pixelQuality(pixels) }, { size: 256 });
 * ```
 */
export function patchQuality(quality: QualityMap, options: PatchQualityOptions): PatchQuality[] {
  const { size, temperature } = parsedOptions(PatchQualityOptions, options);
  assertMap(quality);
  const { width, height, data } = quality;
  const patches: PatchQuality[] = [];
  for (let y = 0; y < height; y += size)
    for (let x = 0; x < width; x += size) {
      const window = { x, y, width: Math.min(size, width - x), height: Math.min(size, height - y) };
      const scores = cropped(data, width, window).filter((score) => !Number.isNaN(score));
      const score = softMinimum(scores, temperature);
      if (score !== null) patches.push({ window, score, pixels: scores.length });
    }
  return patches.toSorted((a, b) => a.score - b.score);
}

/** Refuses a map whose data is of another size. */
export function assertMap({
  width,
  height,
  data,
}: {
  width: number;
  height: number;
  data: ArrayLike<number>;
}): void {
  if (data.length === width * height) return;
  throw new NoiseEstimationError("SIZE_MISMATCH", {
    message: `a map of ${width}×${height} pixels holds ${data.length} numbers, expected ${width * height}; give one for each pixel`,
    context: { width, height, length: data.length },
  });
}

function cropped(data: Float32Array, width: number, window: Window): Float32Array {
  const inner = new Float32Array(window.width * window.height);
  for (let row = 0; row < window.height; row++) {
    const start = (window.y + row) * width + window.x;
    inner.set(data.subarray(start, start + window.width), row * window.width);
  }
  return inner;
}
