import { type Rng, restoreRng } from "@undercoat/random";
import { cropLabels, type LabelMap, type Window } from "@undercoat/raster";
import { LabelNoiseError } from "./errors.ts";
import { noiseReport } from "./internal/noisy-labels.ts";
import type { LabelNoise, NoisyLabels } from "./label-noise.ts";

/** A window of a scene whose labels are read when they are needed. */
export interface NoiseWindowOptions {
  /** Size of the scene in pixels. */
  readonly scene: { readonly width: number; readonly height: number };
  readonly window: Window;
  /** The clean labels of a window of the scene, which may be larger than the one asked for. */
  readonly read: (window: Window) => LabelMap;
}

/**
 * Noisy labels of one window of a scene, equal to the same window of the scene noised whole with the same stream. So a scene
 * of any size is made block by block, in any order. The stream is not moved on.
 *
 * Kinds that hold it: `class-conditional` with `per: "pixel"` and `draws: "place"`, `misregistration`, `displacement`,
 * `elastic`, `coarsening` with `block`, `missing-tiles`, `resampled-ids`, and sequences and mixtures of them. The others look
 * at objects, which cross windows, or draw in the order of the whole scene.
 *
 * @throws {LabelNoiseError} `WINDOW_UNSUPPORTED` for a noise that needs the whole scene.
 *
 * @example
 * ```ts
 * const read = (window: Window) => cropLabels(labels, window);
 * const { labels: noisy } = noiseWindow(noise, rng, { scene: labels, window, read });
 * ```
 */
export function noiseWindow(
  noise: LabelNoise,
  rng: Rng,
  { scene, window, read }: NoiseWindowOptions,
): NoisyLabels {
  if (noise.neededWindow === undefined)
    throw new LabelNoiseError("WINDOW_UNSUPPORTED", {
      message: `${noise.name} with these options needs the whole scene of ${scene.width}×${scene.height} pixels, but a window was asked for; apply it to the scene`,
      context: { noise: noise.options },
    });
  const whole = { x: 0, y: 0, width: scene.width, height: scene.height };
  const needed = noise.neededWindow(window, { scene: whole, rng: restoreRng(rng.save()) });
  const clean = read(needed);
  const place = { ...whole, x: needed.x, y: needed.y };
  const made = noise.apply(clean, restoreRng(rng.save()), { place });
  const inner = { ...window, x: window.x - needed.x, y: window.y - needed.y };
  const labels = cropLabels(made.labels, inner);
  const { name, facts } = made.report;
  return { labels, report: noiseReport(name, cropLabels(clean, inner), { noisy: labels.data, facts }) };
}
