import { blockMajority, repeatBlocks } from "@undercoat/morphology";
import type { LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { noisyLabels } from "./internal/noisy-labels.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link coarseningNoise}. */
export const CoarseningNoiseOptions = z.strictObject({
  /** Side of a block in pixels: the pixel of the coarse product over the pixel of the labels. */
  block: z.int().min(1),
});
/** Options of {@link coarseningNoise}. */
export type CoarseningNoiseOptions = z.input<typeof CoarseningNoiseOptions>;

/**
 * Coarsening: every block of `block` × `block` pixels, from the top left corner, takes its most frequent class.
 * Ties go to the lowest class index; ignored pixels do not vote. Nothing is drawn.
 *
 * @example
 * ```ts
 * const { labels: coarse } = coarseningNoise({ block: 33 }).apply(labels, rng); // 10 m from 0.3 m
 * ```
 */
export function coarseningNoise(options: CoarseningNoiseOptions): LabelNoise {
  const parsed = CoarseningNoiseOptions.parse(options);
  const name = "coarsening";
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, ...parsed },
    apply(labels: LabelMap) {
      const { width, height } = labels;
      const coarse = blockMajority(labels, parsed);
      const { data } = repeatBlocks(coarse, { ...parsed, width, height });
      const facts = { coarseWidth: coarse.width, coarseHeight: coarse.height };
      return noisyLabels(name, labels, { data, facts });
    },
  });
}
