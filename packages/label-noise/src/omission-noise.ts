import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { chosenClasses } from "./internal/class-indices.ts";
import { Connectivity, classShape, lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { fillObject, objectNumbers, objectsOf } from "./internal/objects.ts";
import { rateStrength } from "./internal/strength.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link omissionNoise}. */
export const OmissionNoiseOptions = z.strictObject({
  /** Probability that an object of median size is left out. */
  probability: z.number().min(0).max(1),
  /**
   * How much more often small objects are left out: the probability is multiplied by
   * `(median area / area) ^ sizeDependence`, at most 1. 0: size does not matter.
   */
  sizeDependence: z.number().default(0),
  /** Whether pixels that touch at a corner belong to one object (8) or not (4). */
  connectivity: Connectivity.default(4),
  ...classShape,
  ...lossShape,
});
/** Options of {@link omissionNoise}. */
export type OmissionNoiseOptions = z.input<typeof OmissionNoiseOptions>;

/**
 * Omission: whole objects (connected pixels of a class) are left out, each with a probability, and become the
 * class `into`. One draw per object.
 *
 * @remarks The report's facts hold `objects`, `removed` and `removedPixels`. Objects cross windows: the whole scene is needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; `CLASS_UNKNOWN` from `apply` if the scheme has no such class.
 * @see {@link https://arxiv.org/abs/2403.01641 | Liu et al., AIO2, TGRS 2024}
 *
 * @example
 * ```ts
 * const noise = omissionNoise({ probability: 0.3, classes: ["building"], into: "background" });
 * const { labels: noisy, report } = noise.apply(labels, rng);
 * ```
 */
export function omissionNoise(options: OmissionNoiseOptions): LabelNoise {
  const name = "omission";
  const parsed = parsedOptions(name, OmissionNoiseOptions, options);
  return defineNoise({
    name,
    options: parsed,
    strength: rateStrength(parsed.probability, (probability) => omissionNoise({ ...parsed, probability })),
    make(labels: LabelMap, rng: Rng) {
      const { classes, into } = chosenClasses(labels.scheme, parsed);
      const objects = objectsOf(labels, { classes, connectivity: parsed.connectivity });
      const median = medianOf(objects.sizes);
      const removed = objectNumbers(objects).filter((object) => {
        const weight = (median / objects.sizes[object]!) ** parsed.sizeDependence;
        return rng.next() < parsed.probability * weight;
      });
      const data = labels.data.slice();
      for (const object of removed) fillObject(data, objects, { object, classIndex: into });
      const removedPixels = removed.reduce((sum, object) => sum + objects.sizes[object]!, 0);
      return { data, facts: { objects: objects.count, removed: removed.length, removedPixels } };
    },
  });
}

function medianOf(sizes: Uint32Array): number {
  return sizes.toSorted()[Math.floor(sizes.length / 2)] ?? 1;
}
