import type { LabelMap } from "@undercoat/raster";
import type { LabelNoise, NoiseStrength } from "../label-noise.ts";

/** Strength of a noise that is a share from 0 to 1. */
export function rateStrength(rate: number, noiseOf: (rate: number) => LabelNoise): NoiseStrength {
  return {
    scaled: (factor) => noiseOf(Math.min(1, rate * factor)),
    most: () => (rate > 0 ? 1 / rate : 1),
  };
}

/** Strength of a noise that is a length in pixels: of use up to the size of the map. */
export function lengthStrength(length: number, noiseOf: (factor: number) => LabelNoise): NoiseStrength {
  return {
    scaled: (factor) => noiseOf(factor),
    most: ({ width, height }: LabelMap) => (length > 0 ? Math.max(1, Math.max(width, height) / length) : 1),
  };
}
