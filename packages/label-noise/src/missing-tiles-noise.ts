import { IGNORE_INDEX } from "@undercoat/raster";
import * as z from "zod";
import { lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { placeRandom, placeSeed } from "./internal/place-random.ts";
import { rateStrength } from "./internal/strength.ts";
import { placeOf } from "./internal/warped.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link missingTilesNoise}. */
export const MissingTilesNoiseOptions = z.strictObject({
  /** Probability that a tile is missing. */
  probability: z.number().min(0).max(1),
  /** Side of a tile in pixels, counted from the top left corner of the scene. */
  size: z.int().min(1).default(256),
  ...lossShape,
});
/** Options of {@link missingTilesNoise}. */
export type MissingTilesNoiseOptions = z.input<typeof MissingTilesNoiseOptions>;

/**
 * Missing tiles: square pieces of the map have no labels, and are ignored (255). No class changes, so that the noise rate
 * stays 0; the report counts `newlyIgnored`.
 *
 * @remarks One draw; which tiles are missing depends on the seed and their place. The report's facts hold `tiles` and
 *   `missing`. Independent of tiling.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`
 *
 * @example
 * ```ts
 * const { labels: noisy } = missingTilesNoise({ probability: 0.1, size: 512 }).apply(labels, rng);
 * ```
 */
export function missingTilesNoise(options: MissingTilesNoiseOptions): LabelNoise {
  const name = "missing-tiles";
  const parsed = parsedOptions(name, MissingTilesNoiseOptions, options);
  const { probability, size } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: rateStrength(probability, (scaled) => missingTilesNoise({ ...parsed, probability: scaled })),
    neededWindow: (window) => window,
    make(labels, rng, { place }) {
      const { x, y } = placeOf(labels, place);
      const { width, height } = labels;
      const seed = placeSeed(rng);
      const data = labels.data.slice();
      const facts = { tiles: 0, missing: 0 };
      for (let row = Math.floor(y / size); row * size < y + height; row++) {
        for (let column = Math.floor(x / size); column * size < x + width; column++) {
          facts.tiles += 1;
          if (placeRandom(seed, column, row) >= probability) continue;
          facts.missing += 1;
          const left = Math.max(0, column * size - x);
          const right = Math.min(width, (column + 1) * size - x);
          const bottom = Math.min(height, (row + 1) * size - y);
          for (let line = Math.max(0, row * size - y); line < bottom; line++)
            data.fill(IGNORE_INDEX, line * width + left, line * width + right);
        }
      }
      return { data, facts };
    },
  });
}
