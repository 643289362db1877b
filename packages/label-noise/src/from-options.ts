import { boundaryNoise } from "./boundary-noise.ts";
import { classConditionalNoise } from "./class-conditional-noise.ts";
import { coarseningNoise } from "./coarsening-noise.ts";
import { commissionNoise } from "./commission-noise.ts";
import { displacementNoise } from "./displacement-noise.ts";
import { elasticNoise } from "./elastic-noise.ts";
import { parsedOptions } from "./internal/define-noise.ts";
import type { LabelNoise } from "./label-noise.ts";
import { LabelNoiseOptions } from "./label-noise-options.ts";
import { misregistrationNoise } from "./misregistration-noise.ts";
import { missingTilesNoise } from "./missing-tiles-noise.ts";
import { noiseMixture } from "./noise-mixture.ts";
import { noiseSequence } from "./noise-sequence.ts";
import { objectAffineNoise } from "./object-affine-noise.ts";
import { objectShiftNoise } from "./object-shift-noise.ts";
import { omissionNoise } from "./omission-noise.ts";
import { outdatedNoise } from "./outdated-noise.ts";
import { resampledIdsNoise } from "./resampled-ids-noise.ts";
import { ruleMadeNoise } from "./rule-made-noise.ts";
import { scaledNoise } from "./scaled-noise.ts";
import { simplificationNoise } from "./simplification-noise.ts";

/** Every kind of noise by name, but those made of others. */
const noises = {
  "class-conditional": classConditionalNoise,
  misregistration: misregistrationNoise,
  omission: omissionNoise,
  commission: commissionNoise,
  boundary: boundaryNoise,
  "object-shift": objectShiftNoise,
  "object-affine": objectAffineNoise,
  displacement: displacementNoise,
  elastic: elasticNoise,
  coarsening: coarseningNoise,
  simplification: simplificationNoise,
  outdated: outdatedNoise,
  "missing-tiles": missingTilesNoise,
  "rule-made": ruleMadeNoise,
  "resampled-ids": resampledIdsNoise,
} as const;

/**
 * The noise that options of any kind describe, as they stand in a config file.
 *
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`, naming the key; `NO_STRENGTH` for a noise that cannot be scaled.
 *
 * @example
 * ```ts
 * const noise = labelNoise({ kind: "omission", probability: 0.3 });
 * ```
 */
export function labelNoise(options: LabelNoiseOptions): LabelNoise {
  const parsed = parsedOptions("label noise", LabelNoiseOptions, options);
  if (parsed.kind === "sequence") return noiseSequence(parsed.noises.map(labelNoise));
  if (parsed.kind === "mixture")
    return noiseMixture(parsed.noises.map(({ weight, noise }) => ({ weight, noise: labelNoise(noise) })));
  if (parsed.kind === "scaled") {
    const { kind: _, noise, ...level } = parsed;
    return scaledNoise(labelNoise(noise), level);
  }
  const { kind, ...rest } = parsed;
  const make: (options: never) => LabelNoise = noises[kind];
  return make(rest as never);
}

/**
 * Names of the other label maps that options need in the `otherLabels` of `apply`, each once.
 *
 * @example
 * ```ts
 * otherLabelsOf({ kind: "outdated", earlier: "2015" }); // ["2015"]
 * ```
 */
export function otherLabelsOf(options: LabelNoiseOptions): string[] {
  const names = ((): readonly string[] => {
    switch (options.kind) {
      case "sequence":
        return options.noises.flatMap(otherLabelsOf);
      case "mixture":
        return options.noises.flatMap(({ noise }) => otherLabelsOf(noise));
      case "scaled":
        return otherLabelsOf(options.noise);
      case "outdated":
        return [options.earlier];
      case "rule-made":
        return options.from === undefined ? [] : [options.from];
      default:
        return [];
    }
  })();
  return [...new Set(names)];
}
