import * as z from "zod";
import { DatasetsError } from "./errors.ts";
import type { Normalisation } from "./normalisation.ts";
import type { SceneDataset } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";

/** Options of {@link percentileNormalisation}. */
export const PercentileOptions = z
  .strictObject({
    /** Percentile that becomes 0. */
    low: z.number().min(0).max(100).default(2),
    /** Percentile that becomes 1. */
    high: z.number().min(0).max(100).default(98),
  })
  .refine(({ low, high }) => low < high, { error: "low must be below high" });
/** Options of {@link percentileNormalisation}. */
export type PercentileOptions = z.input<typeof PercentileOptions>;

/**
 * A normalisation that takes the low percentile of every band to 0 and the high one to 1, exactly, over the valid pixels
 * of all regions: clouds and shadows stretch it less than they stretch a mean. Between two samples it is linear, as
 * NumPy's `percentile`.
 *
 * @remarks Holds all valid samples of one band at a time.
 * @throws {DatasetsError} `NO_VALID_PIXELS`; `CONSTANT_BAND` if both percentiles of a band are the same.
 *
 * @example
 * ```ts
 * const normalisation = percentileNormalisation(dataset, { low: 1, high: 99 });
 * ```
 */
export function percentileNormalisation(
  dataset: SceneDataset,
  options: PercentileOptions = {},
): Normalisation {
  const { low, high } = PercentileOptions.parse(options);
  const bands = dataset.scenes[0]?.image.bands ?? [];
  const ranges = bands.map(({ name }, band) => {
    const samples = samplesOf(dataset, band, bands.length).sort();
    if (samples.length === 0) {
      throw new DatasetsError("NO_VALID_PIXELS", {
        message: `"${dataset.name ?? "dataset"}": the regions hold 0 valid pixels, expected at least 1; check the nodata value of the images`,
        context: { regions: dataset.regions },
      });
    }
    const [from, to] = [percentile(samples, low), percentile(samples, high)];
    if (to > from) return { from, range: to - from };
    throw new DatasetsError("CONSTANT_BAND", {
      message: `band "${name}" is ${from} from percentile ${low} to ${high}, expected values that differ; take percentiles further apart, or leave the band out`,
      context: { band: name, value: from },
    });
  });
  return { mean: ranges.map(({ from }) => from), standardDeviation: ranges.map(({ range }) => range) };
}

function samplesOf(dataset: SceneDataset, band: number, count: number): Float32Array {
  const samples: number[] = [];
  for (const { sceneId, window } of dataset.regions) {
    const { image } = sceneOf(dataset, sceneId);
    for (let row = window.y; row < window.y + window.height; row++) {
      const first = row * image.width + window.x;
      for (let pixel = first; pixel < first + window.width; pixel++)
        if (image.validity?.[pixel] !== 0) samples.push(image.data[pixel * count + band]!);
    }
  }
  return Float32Array.from(samples);
}

function percentile(sorted: Float32Array, percent: number): number {
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const [a = Number.NaN, b = a] = [sorted[below], sorted[below + 1]];
  return a + (place - below) * (b - a);
}
