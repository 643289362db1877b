import { boundaryNoise } from "./boundary-noise.ts";
import { classConditionalNoise } from "./class-conditional-noise.ts";
import { coarseningNoise } from "./coarsening-noise.ts";
import type { LabelNoise } from "./label-noise.ts";
import { LabelNoiseOptions } from "./label-noise-options.ts";
import { misregistrationNoise } from "./misregistration-noise.ts";
import { noiseSequence } from "./noise-sequence.ts";
import { omissionNoise } from "./omission-noise.ts";

/** Every kind of noise by name. */
const noises = {
  "class-conditional": classConditionalNoise,
  misregistration: misregistrationNoise,
  omission: omissionNoise,
  boundary: boundaryNoise,
  coarsening: coarseningNoise,
} as const;

/**
 * The noise that options of any kind describe, as they stand in a config file.
 *
 * @example
 * ```ts
 * const noise = labelNoise({ kind: "omission", probability: 0.3 });
 * ```
 */
export function labelNoise(options: LabelNoiseOptions): LabelNoise {
  const parsed = LabelNoiseOptions.parse(options);
  if (parsed.kind === "sequence") return noiseSequence(parsed.noises.map(labelNoise));
  const { kind, ...rest } = parsed;
  const make: (options: never) => LabelNoise = noises[kind];
  return make(rest as never);
}
