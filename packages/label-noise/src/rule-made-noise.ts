import { RuleLabelsOptions, ruleLabels } from "@undercoat/label-sources";
import type { LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { LabelNoiseError } from "./errors.ts";
import { lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { oneOf } from "./internal/one-of.ts";
import { rateStrength } from "./internal/strength.ts";
import { assertSamePlace, otherLabels, takeOver } from "./internal/take-over.ts";
import type { LabelNoise, NoiseContext } from "./label-noise.ts";

/** The keys of {@link RuleMadeNoiseOptions}. */
export const ruleMadeShape = {
  /** Name of labels made by rules: a key of `otherLabels`, in a config of `data.labels`. */
  from: z.string().min(1).optional(),
  /** Thresholds on bands of the image, as those of `ruleLabels` of `@undercoat/label-sources`. */
  rules: RuleLabelsOptions.shape.rules.optional(),
  /** Probability that a region is as the rules say where they say something else. */
  probability: z.number().min(0).max(1).default(1),
  ...lossShape,
};

/** Whether exactly one of the two ways to say it is used. */
export const checkRuleMade = oneOf(["from", "rules"]);

/** Options of {@link ruleMadeNoise}. */
export const RuleMadeNoiseOptions = z.strictObject(ruleMadeShape).superRefine(checkRuleMade);
/** Options of {@link ruleMadeNoise}. */
export type RuleMadeNoiseOptions = z.input<typeof RuleMadeNoiseOptions>;

/**
 * Rule-made labels in place of clean ones: what thresholds on NDVI, heights or other bands say, or a label map that rules
 * made. Pixels that no rule fits stay as they are. A region of connected pixels (4 neighbours) where the two differ is taken
 * over as a whole, with a probability.
 *
 * @remarks One draw per region. The report's facts hold `regions` and `taken`. The whole scene is needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; from `apply`: `LABELS_MISSING` or `IMAGE_MISSING` without what the rules
 *   need, `SIZE_MISMATCH` or `SCHEME_MISMATCH` if it does not fit.
 * @throws {LabelSourceError} from `apply`: `BAND_MISSING`, `SCHEME_MISMATCH` for a rule that cannot be used.
 * @see {@link https://arxiv.org/abs/2202.00067 | Albrecht et al. 2022, AutoGeoLabel}
 *
 * @example
 * ```ts
 * const rules = [{ class: "trees", where: [{ normalisedDifference: ["nir", "red"], min: 0.3 }] }];
 * const { labels: noisy } = ruleMadeNoise({ rules }).apply(labels, rng, { image });
 * ```
 */
export function ruleMadeNoise(options: RuleMadeNoiseOptions): LabelNoise {
  const name = "rule-made";
  const parsed = parsedOptions(name, RuleMadeNoiseOptions, options);
  const { from, rules, probability } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: rateStrength(probability, (scaled) => ruleMadeNoise({ ...parsed, probability: scaled })),
    make(labels, rng, context) {
      const other =
        from === undefined
          ? byRules(labels, context, rules ?? [])
          : otherLabels(labels, context, { name: from, key: "from", noise: name });
      return takeOver(labels, rng, { other, probability });
    },
  });
}

function byRules(
  labels: LabelMap,
  { image }: NoiseContext,
  rules: z.output<typeof RuleLabelsOptions>["rules"],
): LabelMap {
  if (image === undefined)
    throw new LabelNoiseError("IMAGE_MISSING", {
      message:
        "rule-made has rules on the bands of an image, but no image was given; pass it to apply as image",
      context: { rules: rules.length },
    });
  const { labels: made } = ruleLabels(image, labels.scheme, { rules });
  assertSamePlace(labels, made, "rule-made: the image");
  return made;
}
