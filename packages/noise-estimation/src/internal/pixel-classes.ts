import { IGNORE_INDEX } from "@undercoat/raster";
import { THRESHOLD_SLACK } from "../joint-counter.ts";
import { assertLabelledPixels, type LabelledPixels } from "../labelled-pixels.ts";

/** The most probable class of each pixel, the first among equals; 255 where the pixel is ignored. */
export function bestClasses(pixels: LabelledPixels): Uint8Array {
  assertLabelledPixels(pixels);
  const { probabilities, classes, labels } = pixels;
  return labels.map((label, pixel) => {
    if (label === IGNORE_INDEX) return IGNORE_INDEX;
    const start = pixel * classes;
    let best = 0;
    for (let k = 1; k < classes; k++) if (probabilities[start + k]! > probabilities[start + best]!) best = k;
    return best;
  });
}

/** The class that each pixel counts towards in the confident joint; 255 where it counts nowhere. */
export function apparentClasses(pixels: LabelledPixels, thresholds: readonly number[]): Uint8Array {
  const best = bestClasses(pixels);
  const { probabilities, classes } = pixels;
  return best.map((most, pixel) => {
    if (most === IGNORE_INDEX) return IGNORE_INDEX;
    const start = pixel * classes;
    let above = 0;
    let first = IGNORE_INDEX;
    for (let k = 0; k < classes; k++) {
      if (probabilities[start + k]! < thresholds[k]! - THRESHOLD_SLACK) continue;
      if (above === 0) first = k;
      above += 1;
    }
    return above > 1 ? most : first;
  });
}
