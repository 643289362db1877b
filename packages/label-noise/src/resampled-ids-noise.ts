import * as z from "zod";
import { lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { grownWindow } from "./internal/grown-window.ts";
import { resampledIds } from "./internal/resampled-ids.ts";
import { placeOf } from "./internal/warped.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link resampledIdsNoise}. */
export const ResampledIdsNoiseOptions = z.strictObject({
  /** Size of the resampled map over that of the labels; 1: nothing happens. CromSS: 264 over the size of its files. */
  scale: z.number().min(0.02).max(50),
  ...lossShape,
});
/** Options of {@link resampledIdsNoise}. */
export type ResampledIdsNoiseOptions = z.input<typeof ResampledIdsNoiseOptions>;

/**
 * Class indices resampled as if they were grey values: the map is resized bicubically as Pillow resizes images of 8 bits,
 * clipped to the scheme, and brought back by the nearest pixel. Between the classes 1 and 7 lie 3, 4 and 5: borders gain
 * classes that are not there, a mistake made in published code. What would be mixed from ignored pixels stays as it is.
 *
 * @remarks Nothing is drawn. The only noise that makes classes which the map does not hold; all are of the scheme. Sums are
 *   whole numbers. Independent of tiling.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`
 * @see {@link https://arxiv.org/abs/2405.01217 | Liu et al., CromSS, TGRS 2025}, whose code does so
 * @see {@link https://doi.org/10.1109/TASSP.1981.1163711 | Keys 1981}, cubic convolution
 *
 * @example
 * ```ts
 * const { labels: noisy } = resampledIdsNoise({ scale: 264 / 256 }).apply(labels, rng);
 * ```
 */
export function resampledIdsNoise(options: ResampledIdsNoiseOptions): LabelNoise {
  const name = "resampled-ids";
  const parsed = parsedOptions(name, ResampledIdsNoiseOptions, options);
  const { scale } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: {
      scaled: (factor) =>
        resampledIdsNoise({ ...parsed, scale: Math.min(50, Math.max(0.02, scale ** factor)) }),
      most: () => (scale === 1 ? 1 : Math.max(1, Math.log(scale < 1 ? 0.02 : 50) / Math.log(scale))),
    },
    neededWindow: (window, { scene }) =>
      grownWindow(window, Math.ceil(3 * Math.max(1, 1 / scale)) + 2, scene),
    make: (labels, _, { place }) => ({
      data: resampledIds(labels, scale, placeOf(labels, place)),
      facts: {},
    }),
  });
}
