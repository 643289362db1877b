import { normals, type Rng } from "@undercoat/random";
import { cropRaster, type Raster, raster } from "@undercoat/raster";
import * as z from "zod";
import type { Augmentation } from "./augmentation.ts";
import type { Scene } from "./scene-dataset.ts";

/** Options of {@link photometric}; all ranges are symmetric and uniform. */
export const PhotometricOptions = z.strictObject({
  /** Largest step up or down, in standard deviations of the band over the dataset. */
  brightness: z.number().min(0).default(0.2),
  /** Largest change of contrast about the mean of the patch's valid pixels: 0.2 is from 0.8 to 1.2. */
  contrast: z.number().min(0).max(1).default(0.2),
  /** Whether every band has draws of its own, as sensors and atmospheres differ, or all share them. */
  perBand: z.boolean().default(false),
  /** Share of patches that are changed. */
  probability: z.number().min(0).max(1).default(0.5),
});
/** Options of {@link photometric}. */
export type PhotometricOptions = z.input<typeof PhotometricOptions>;

/**
 * Changes brightness and contrast: `x → mean + contrast · (x − mean) + brightness`, with the mean of the patch's valid
 * pixels in each band. Labels and validity stay.
 *
 * Draws: whether, then brightness and contrast, once or for each band.
 *
 * @example
 * ```ts
 * const augmentation = photometric({ brightness: 0.3, perBand: true });
 * ```
 */
export function photometric(options: PhotometricOptions = {}): Augmentation {
  const parsed = PhotometricOptions.parse(options);
  const { brightness, contrast, perBand, probability } = parsed;
  return Object.freeze({
    kind: "augmentation",
    name: "photometric",
    options: parsed,
    margin: () => 0,
    apply: (patch: Scene, rng: Rng, kept?: { readonly size: number }) => {
      if (rng.next() >= probability) return patch;
      const draw = () => ({
        step: (2 * rng.next() - 1) * brightness,
        gain: 1 + (2 * rng.next() - 1) * contrast,
      });
      const shared = draw();
      const means = bandMeans(kept === undefined ? patch.image : middleOf(patch.image, kept.size));
      const changes = patch.image.bands.map((_, band) => {
        const { step, gain } = perBand && band > 0 ? draw() : shared;
        return { gain, offset: means[band]! * (1 - gain) + step };
      });
      return { ...patch, image: changed(patch.image, changes) };
    },
  });
}

/** Options of {@link bandNoise}. */
export const BandNoiseOptions = z.strictObject({
  /** Standard deviation of the noise, in standard deviations of each band over the dataset. */
  standardDeviation: z.number().min(0).default(0.05),
  /** Share of patches that are changed. */
  probability: z.number().min(0).max(1).default(0.5),
});
/** Options of {@link bandNoise}. */
export type BandNoiseOptions = z.input<typeof BandNoiseOptions>;

/**
 * Adds normal noise to every valid pixel, independent in every band. Labels and validity stay.
 *
 * @remarks Logarithm and cosine come from the JavaScript engine: two engines may differ in their last digit.
 *
 * @example
 * ```ts
 * const augmentation = bandNoise({ standardDeviation: 0.1 });
 * ```
 */
export function bandNoise(options: BandNoiseOptions = {}): Augmentation {
  const parsed = BandNoiseOptions.parse(options);
  const { standardDeviation, probability } = parsed;
  return Object.freeze({
    kind: "augmentation",
    name: "band-noise",
    options: parsed,
    margin: () => 0,
    apply: (patch: Scene, rng: Rng) => {
      if (rng.next() >= probability) return patch;
      const { data, validity, bands } = patch.image;
      const noise = normals(data.length, rng);
      const noisy = data.map((sample, at) =>
        validity?.[Math.floor(at / bands.length)] === 0 ? 0 : sample + standardDeviation * noise[at]!,
      );
      return { ...patch, image: raster({ ...patch.image, data: noisy }) };
    },
  });
}

function middleOf(image: Raster, size: number): Raster {
  const margin = (image.width - size) / 2;
  return cropRaster(image, { x: margin, y: margin, width: size, height: size });
}

function bandMeans({ data, validity, bands }: Raster): number[] {
  const sums = bands.map(() => 0);
  let count = 0;
  for (let pixel = 0, at = 0; at < data.length; pixel++, at += sums.length) {
    if (validity?.[pixel] === 0) continue;
    count += 1;
    for (let band = 0; band < sums.length; band++) sums[band]! += data[at + band]!;
  }
  return sums.map((sum) => (count === 0 ? 0 : sum / count));
}

function changed(
  image: Raster,
  changes: readonly { readonly gain: number; readonly offset: number }[],
): Raster {
  const count = changes.length;
  const data = image.data.map((sample, at) => {
    if (image.validity?.[Math.floor(at / count)] === 0) return 0;
    const { gain, offset } = changes[at % count]!;
    return gain * sample + offset;
  });
  return raster({ ...image, data });
}
