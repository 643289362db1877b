import * as z from "zod";
import { lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { gaussianField } from "./internal/gaussian-field.ts";
import { grownWindow } from "./internal/grown-window.ts";
import { lengthStrength } from "./internal/strength.ts";
import { placeOf, warped } from "./internal/warped.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link displacementNoise}. */
export const DisplacementNoiseOptions = z.strictObject({
  /** Largest displacement in pixels, along x and along y. */
  distance: z.number().min(0),
  /** Gaussians that are summed, for x and for y. */
  gaussians: z.int().min(1).max(1000).default(30),
  /** Largest variance of a Gaussian along x and along y, where the sides of the scene are 1. */
  spread: z.number().positive().max(1).default(0.002),
  ...lossShape,
});
/** Options of {@link displacementNoise}. */
export type DisplacementNoiseOptions = z.input<typeof DisplacementNoiseOptions>;

/**
 * Displacement: all labels are moved by a smooth field, a sum of Gaussians of random sign, place and width, stretched so
 * that its smallest and largest values are −`distance` and `distance`. Labels are read at the nearest pixel; where an
 * ignored one would be read, they stay.
 *
 * @remarks 10 draws per Gaussian. The field is laid down at 129 × 129 knots of the scene, linear between them, and made of
 *   + − × ÷ alone, so that every platform makes the same map. Independent of tiling.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`
 * @see {@link https://arxiv.org/abs/1903.06529 | Girard, Charpiat and Tarabalka, IGARSS 2019}, whose code has these defaults and moves 4 pixels at most
 *
 * @example
 * ```ts
 * const { labels: noisy } = displacementNoise({ distance: 4 }).apply(labels, rng);
 * ```
 */
export function displacementNoise(options: DisplacementNoiseOptions): LabelNoise {
  const name = "displacement";
  const parsed = parsedOptions(name, DisplacementNoiseOptions, options);
  const { distance } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: lengthStrength(distance, (factor) =>
      displacementNoise({ ...parsed, distance: distance * factor }),
    ),
    neededWindow: (window, { scene }) => grownWindow(window, Math.ceil(distance), scene),
    make(labels, rng, { place }) {
      const scene = placeOf(labels, place);
      const right = gaussianField(parsed, rng);
      const down = gaussianField(parsed, rng);
      const data = warped(labels, {
        scene,
        fieldInto({ x, y, dx, dy }) {
          const row = { x, y, scene, scale: distance };
          right(dx, row);
          down(dy, row);
        },
      });
      return { data, facts: {} };
    },
  });
}
