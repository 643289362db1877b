import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { chosenClasses } from "./internal/class-indices.ts";
import { classShape } from "./internal/class-shape.ts";
import { noisyLabels } from "./internal/noisy-labels.ts";
import { type LabelObject, objectsOf } from "./internal/objects.ts";
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
  connectivity: z.union([z.literal(4), z.literal(8)]).default(4),
  ...classShape,
});
/** Options of {@link omissionNoise}. */
export type OmissionNoiseOptions = z.input<typeof OmissionNoiseOptions>;

/**
 * Omission: whole objects (connected pixels of a class) are left out, each with a probability, and become the
 * class `into`. One draw per object.
 *
 * @remarks The report's facts hold `objects`, `removed` and `removedPixels`.
 * @throws {LabelNoiseError} `CLASS_UNKNOWN` from `apply` if the scheme has no such class.
 *
 * @example
 * ```ts
 * const noise = omissionNoise({ probability: 0.3, classes: ["building"], into: "background" });
 * const { labels: noisy, report } = noise.apply(labels, rng);
 * ```
 */
export function omissionNoise(options: OmissionNoiseOptions): LabelNoise {
  const parsed = OmissionNoiseOptions.parse(options);
  const name = "omission";
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, ...parsed },
    apply(labels: LabelMap, rng: Rng) {
      const { classes, into } = chosenClasses(labels.scheme, parsed);
      const objects = objectsOf(labels, { classes, connectivity: parsed.connectivity });
      const median = medianArea(objects);
      const removed = objects.filter(({ pixels }) => {
        const weight = (median / pixels.length) ** parsed.sizeDependence;
        return rng.next() < parsed.probability * weight;
      });
      const data = labels.data.slice();
      for (const { pixels } of removed) for (const pixel of pixels) data[pixel] = into;
      const removedPixels = removed.reduce((sum, { pixels }) => sum + pixels.length, 0);
      const facts = { objects: objects.length, removed: removed.length, removedPixels };
      return noisyLabels(name, labels, { data, facts });
    },
  });
}

function medianArea(objects: readonly LabelObject[]): number {
  const areas = objects.map(({ pixels }) => pixels.length).sort((a, b) => a - b);
  return areas[Math.floor(areas.length / 2)] ?? 1;
}
