import * as z from "zod";
import { classIndexOf } from "./internal/class-indices.ts";
import { ClassName, lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { rateStrength } from "./internal/strength.ts";
import { otherLabels, takeOver } from "./internal/take-over.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link outdatedNoise}. */
export const OutdatedNoiseOptions = z.strictObject({
  /** Name of the labels of the earlier epoch: a key of `otherLabels`, in a config of `data.labels`. */
  earlier: z.string().min(1),
  /** Probability that a region that changed since then was not updated. */
  probability: z.number().min(0).max(1).default(1),
  /** Which changes are missed: all, or only what is new where the earlier labels hold the class `background`. */
  changes: z.enum(["all", "new"]).default("all"),
  /** Name or index of the class without objects. */
  background: ClassName.default(0),
  ...lossShape,
});
/** Options of {@link outdatedNoise}. */
export type OutdatedNoiseOptions = z.input<typeof OutdatedNoiseOptions>;

/**
 * Outdated labels: regions that changed since an earlier epoch keep their earlier classes, each with a probability. A region
 * is a set of connected pixels that differ (4 neighbours).
 *
 * @remarks One draw per region. The report's facts hold `regions` and `taken`. The whole scene is needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; from `apply`: `LABELS_MISSING` without the labels of the earlier epoch,
 *   `SIZE_MISMATCH` or `SCHEME_MISMATCH` if they do not fit, `CLASS_UNKNOWN`.
 * @see No published parameters; the map of another season or year is the source.
 *
 * @example
 * ```ts
 * const noise = outdatedNoise({ earlier: "2015", probability: 0.5 });
 * const { labels: noisy } = noise.apply(labels, rng, { otherLabels: { "2015": before } });
 * ```
 */
export function outdatedNoise(options: OutdatedNoiseOptions): LabelNoise {
  const name = "outdated";
  const parsed = parsedOptions(name, OutdatedNoiseOptions, options);
  const { earlier, probability, changes, background } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: rateStrength(probability, (scaled) => outdatedNoise({ ...parsed, probability: scaled })),
    make(labels, rng, context) {
      const other = otherLabels(labels, context, { name: earlier, key: "earlier", noise: name });
      const empty = classIndexOf(labels.scheme, background);
      return takeOver(labels, rng, {
        other,
        probability,
        differs: (_, before) => changes === "all" || before === empty,
      });
    },
  });
}
