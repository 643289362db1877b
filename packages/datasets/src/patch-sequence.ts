import type { Rng } from "@undercoat/random";
import { cropLabels, cropRaster, padLabels, padRaster, raster, wholeWindow } from "@undercoat/raster";
import type { Augmentation } from "./augmentation.ts";
import type { Batch } from "./batch-source.ts";
import { DatasetsError } from "./errors.ts";
import { emptyBatch } from "./internal/assemble.ts";
import { assertBandCount } from "./internal/checks.ts";
import { intersection } from "./internal/intersection.ts";
import { patchContents } from "./internal/patch-contents.ts";
import { ignoreOutside } from "./internal/read-labels.ts";
import type { Normalisation } from "./normalisation.ts";
import { normalisedImage } from "./normalised-image.ts";
import type { PatchPlace, PatchSampler } from "./patch-sampler.ts";
import type { Scene } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";
import type { SourceDataset } from "./source-dataset.ts";

/** How often another place is tried for a patch with too few valid pixels. */
const MOST_ATTEMPTS = 100;

/** Batch number 0, 1, 2, …: each depends on its number alone, so that they can be made in any order. */
export interface BatchSequence {
  readonly kind: "batch-sequence";
  readonly batchSize: number;
  readonly bandCount: number;
  /** Side of a patch in pixels. */
  readonly size: number;
  batchAt(number: number, options?: { readonly signal?: AbortSignal }): Promise<Batch>;
}

/** Options of {@link patchSequence}. */
export interface PatchSequenceOptions {
  readonly sampler: PatchSampler;
  readonly batchSize: number;
  readonly normalisation: Normalisation;
  /** Changes of each patch, and the stream they draw from: patch n has `rng.fork("<n>")`. */
  readonly augmentation?: { readonly of: Augmentation; readonly rng: Rng };
  /**
   * Least share of a patch's pixels that are valid and labelled, before augmentation, which may bring in pixels from
   * outside of the region; other places are tried, up to 100. Default: 0.
   */
  readonly minimumValid?: number;
}

/**
 * Batches of patches read from scenes, normalised and augmented. Labels are ignored wherever the image is not valid.
 *
 * @throws {DatasetsError} `NORMALISATION_MISMATCH`, `SIZE_MISMATCH`, `FRACTION_UNUSABLE` at once; from `batchAt`: `NO_VALID_PATCH` if none of 100 places has
 *   enough valid pixels, and the errors of the scenes.
 *
 * @example
 * ```ts
 * const sampler = uniformSampler(dataset, { size: 128, rng: rng.fork("order") });
 * const batches = batchesOf(patchSequence(dataset, { sampler, batchSize: 8, normalisation, minimumValid: 0.5 }));
 * const { images, labels } = await batches.next();
 * ```
 */
export function patchSequence(dataset: SourceDataset, options: PatchSequenceOptions): BatchSequence {
  const { sampler, batchSize, normalisation } = options;
  const { size } = sampler;
  const bandCount = dataset.scenes[0]!.bands.length;
  assertBandCount(bandCount, normalisation);
  assertNumbers(options);
  return Object.freeze({
    kind: "batch-sequence",
    batchSize,
    bandCount,
    size,
    batchAt: async (number: number, { signal }: { readonly signal?: AbortSignal } = {}) => {
      const batch = emptyBatch(batchSize, size, bandCount);
      const numbers = Array.from({ length: batchSize }, (_, index) => number * batchSize + index);
      const patches = await Promise.all(numbers.map((each) => patchAt(dataset, options, each, signal)));
      patches.forEach(({ image, labels }, index) => {
        batch.images.set(image.data, index * image.data.length);
        batch.labels.set(labels.data, index * labels.data.length);
      });
      return batch;
    },
  });
}

async function patchAt(
  dataset: SourceDataset,
  { sampler, normalisation, augmentation, minimumValid = 0 }: PatchSequenceOptions,
  number: number,
  signal: AbortSignal | undefined,
): Promise<Scene> {
  const { size } = sampler;
  const margin = augmentation?.of.margin(size) ?? 0;
  let most = 0;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const place = sampler.place(number, attempt);
    const scene = await readAround(dataset, place, { size, margin, signal });
    const middle = { x: margin, y: margin, width: size, height: size };
    const { validFraction } = patchContents(scene, middle);
    most = Math.max(most, validFraction);
    if (validFraction < minimumValid) continue;
    const normalised = withNormalisedImage(scene, normalisation);
    const changed =
      augmentation?.of.apply(normalised, augmentation.rng.fork(String(number)), { size }) ?? normalised;
    const { image, labels } = changed;
    const patch = { image: cropRaster(image, middle), labels: cropLabels(labels, middle) };
    return { id: scene.id, image: patch.image, labels: ignoreOutside(patch.labels, patch.image) };
  }
  throw new DatasetsError("NO_VALID_PATCH", {
    message: `"${dataset.name}": patch ${number}: none of ${MOST_ATTEMPTS} places has ${100 * minimumValid} % of its pixels valid and labelled, at most ${(100 * most).toFixed(1)} %; ask for less, or draw from gridPatches or scanPatches with minimumValid`,
    context: { name: dataset.name, patch: number, minimumValid, most },
  });
}

function assertNumbers({ batchSize, minimumValid = 0 }: PatchSequenceOptions): void {
  if (!(Number.isSafeInteger(batchSize) && batchSize >= 1)) {
    throw new DatasetsError("SIZE_MISMATCH", {
      message: `batchSize is ${batchSize}, but an integer from 1 was expected; say how many patches a batch has`,
      context: { batchSize },
    });
  }
  if (minimumValid >= 0 && minimumValid <= 1) return;
  throw new DatasetsError("FRACTION_UNUSABLE", {
    message: `minimumValid is ${minimumValid}, but a number from 0 to 1 was expected; write 0.5 for half of the pixels`,
    context: { minimumValid },
  });
}

/** The patch with a margin; what lies outside of its region is not read, and not valid. */
async function readAround(
  dataset: SourceDataset,
  { sceneId, x, y, limits }: PatchPlace,
  { size, margin, signal }: { size: number; margin: number; signal: AbortSignal | undefined },
): Promise<Scene> {
  const wanted = { x: x - margin, y: y - margin, width: size + 2 * margin, height: size + 2 * margin };
  const window = intersection(wanted, limits);
  const scene = await sceneOf(dataset, sceneId).read({ window, ...(signal === undefined ? {} : { signal }) });
  if (margin === 0) return scene;
  const padding = {
    left: window.x - wanted.x,
    top: window.y - wanted.y,
    right: wanted.x + wanted.width - window.x - window.width,
    bottom: wanted.y + wanted.height - window.y - window.height,
  };
  return { ...scene, image: padRaster(scene.image, padding), labels: padLabels(scene.labels, padding) };
}

function withNormalisedImage(scene: Scene, normalisation: Normalisation): Scene {
  const data = normalisedImage(scene, wholeWindow(scene.image), normalisation);
  return { ...scene, image: raster({ ...scene.image, data }) };
}
