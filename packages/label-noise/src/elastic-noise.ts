import * as z from "zod";
import { blurredNoise } from "./internal/blurred-noise.ts";
import { lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { grownWindow } from "./internal/grown-window.ts";
import { placeSeed } from "./internal/place-random.ts";
import { lengthStrength } from "./internal/strength.ts";
import { placeOf, warped } from "./internal/warped.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link elasticNoise}. */
export const ElasticNoiseOptions = z.strictObject({
  /** What the blurred field is multiplied by, in pixels. NSegment: 1, 15, 30, 50 or 100. */
  alpha: z.number().min(0).max(1000),
  /** Standard deviation of the blur in pixels. NSegment: 3, 5 or 10. */
  sigma: z.number().min(0.5).max(100).default(5),
  /** Probability that the map is deformed at all. NSegment: 0.5. */
  probability: z.number().min(0).max(1).default(1),
  ...lossShape,
});
/** Options of {@link elasticNoise}. */
export type ElasticNoiseOptions = z.input<typeof ElasticNoiseOptions>;

/**
 * Elastic deformation: every pixel's label is read from a place nearby, displaced by independent uniform numbers from −1 to
 * 1 that were blurred by a Gaussian and multiplied by `alpha`. With a deviation of 5 pixels, `alpha` 30 moves labels by
 * about one pixel. Where an ignored label would be read, they stay.
 *
 * @remarks Two draws; the rest depends on the seed and the place. The blur (cut at 4 deviations) is summed in whole numbers
 *   of 16 bits, so that neither its order nor the platform matters. Independent of tiling.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`
 * @see {@link https://arxiv.org/abs/2504.19634 | Kim et al., NSegment 2025}
 * @see Simard, Steinkraus and Platt, "Best practices for convolutional neural networks", ICDAR 2003, doi 10.1109/ICDAR.2003.1227801
 *
 * @example
 * ```ts
 * const { labels: noisy } = elasticNoise({ alpha: 30, sigma: 5 }).apply(labels, rng);
 * ```
 */
export function elasticNoise(options: ElasticNoiseOptions): LabelNoise {
  const name = "elastic";
  const parsed = parsedOptions(name, ElasticNoiseOptions, options);
  const { alpha, sigma, probability } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: {
      ...lengthStrength(alpha, (factor) =>
        elasticNoise({ ...parsed, alpha: Math.min(1000, alpha * factor) }),
      ),
      most: () => (alpha > 0 ? Math.max(1, 1000 / alpha) : 1),
    },
    neededWindow: (window, { scene }) => grownWindow(window, Math.ceil(alpha), scene),
    make(labels, rng, { place }) {
      const isDeformed = rng.next() < probability;
      const seed = placeSeed(rng);
      if (!isDeformed || alpha === 0) return { data: labels.data.slice(), facts: { isDeformed: false } };
      const scene = placeOf(labels, place);
      const fieldInto = blurredNoise({ seed, sigma, scale: alpha, x: scene.x, width: labels.width });
      return { data: warped(labels, { scene, fieldInto }), facts: { isDeformed } };
    },
  });
}
