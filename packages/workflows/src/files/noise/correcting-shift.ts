import { estimateShift, isNoiseEstimationError } from "@undercoat/noise-estimation";
import type { Rng } from "@undercoat/random";
import type { LabelMap, Raster } from "@undercoat/raster";

/** Smaller shifts are not worth moving labels for, in pixels. */
const LEAST = 1;

/**
 * By how many whole pixels labels have to be moved so that their edges lie on those of an image; null where no shift can
 * be told, or it is smaller than a pixel.
 */
export function correctingShift(
  labels: LabelMap,
  image: Raster,
  rng: Rng,
): { readonly dx: number; readonly dy: number } | null {
  try {
    const { dx, dy } = estimateShift({ labels, reference: image }, { rng });
    const isTold = [dx, dy].some(({ low, high }) => low > LEAST || high < -LEAST);
    return isTold ? { dx: -Math.round(dx.value) || 0, dy: -Math.round(dy.value) || 0 } : null;
  } catch (error) {
    if (isNoiseEstimationError(error, "NOT_SUPPORTED", "ONE_CLASS")) return null;
    throw error;
  }
}
