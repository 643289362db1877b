import { IGNORE_INDEX } from "@undercoat/raster";
import { apparentClasses, bestClasses } from "./internal/pixel-classes.ts";
import type { LabelledPixels } from "./labelled-pixels.ts";

/**
 * The class that each doubtful pixel looks like: its most probable one, where the pixel counts confidently towards another
 * class than its label. 255 where the label is not in doubt, or ignored.
 *
 * The rule of the filter `confident-learning`, window by window: thresholds come from the whole map.
 *
 * @throws {NoiseEstimationError} what {@link assertLabelledPixels} throws.
 * @see {@link https://arxiv.org/abs/1911.00068 | Northcutt et al., JAIR 2021}
 *
 * @example
 * ```ts
 * const suggested = contradictedPixels(pixels, first.thresholds());
 * ```
 */
export function contradictedPixels(pixels: LabelledPixels, thresholds: readonly number[]): Uint8Array {
  const best = bestClasses(pixels);
  const apparent = apparentClasses(pixels, thresholds);
  return best.map((k, pixel) => {
    const label = pixels.labels[pixel];
    return apparent[pixel] === IGNORE_INDEX || apparent[pixel] === label || k === label ? IGNORE_INDEX : k;
  });
}
