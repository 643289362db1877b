import { type Raster, tileWindows, type Window } from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import type { Normalisation } from "./normalisation.ts";
import { sceneOf } from "./scene-of.ts";
import type { SourceDataset } from "./source-dataset.ts";

/** Options of {@link scanNormalisation}. */
export interface ScanNormalisationOptions {
  /** Side of the windows that are read, in pixels: what memory depends on. Default: 1024. */
  readonly block?: number;
  readonly signal?: AbortSignal;
}

/**
 * Mean and population standard deviation of every band over the valid pixels of all regions, in one pass over scenes that
 * are not in memory. Plain JSON: store it with the model and give it back as it is.
 *
 * Sums of a window are taken about its own means and joined by the formula of Chan et al., so that no digits are lost on
 * large files. Pixels in two regions count twice.
 *
 * @throws {DatasetsError} `NO_VALID_PIXELS` if there is no valid pixel, `CONSTANT_BAND` if a band has one value only.
 * @see {@link https://doi.org/10.1080/00031305.1983.10483115 | Chan, Golub and LeVeque 1983}
 *
 * @example
 * ```ts
 * const normalisation = await scanNormalisation(dataset);
 * await writeFile("normalisation.json", JSON.stringify(normalisation));
 * ```
 */
export async function scanNormalisation(
  dataset: SourceDataset,
  { block = 1024, signal }: ScanNormalisationOptions = {},
): Promise<Normalisation> {
  const { bands } = dataset.scenes[0]!;
  const all = bands.map((): Moments => ({ count: 0, mean: 0, squares: 0 }));
  for await (const image of images(dataset, block, signal)) {
    bands.forEach((_, band) => {
      all[band] = joined(all[band]!, momentsOf(image, band));
    });
  }
  const count = all[0]?.count ?? 0;
  if (count === 0) {
    throw new DatasetsError("NO_VALID_PIXELS", {
      message: `"${dataset.name}": the ${dataset.regions.length} regions hold 0 valid pixels, expected at least 1; check the nodata value of the images`,
      context: { regions: dataset.regions },
    });
  }
  const constant = all.findIndex(({ squares }) => !(squares > 0));
  if (constant !== -1) {
    throw new DatasetsError("CONSTANT_BAND", {
      message: `band "${bands[constant]!.name}" is ${all[constant]!.mean} in all ${count} valid pixels, expected values that differ; leave the band out`,
      context: { band: bands[constant]!.name, value: all[constant]!.mean, count },
    });
  }
  return {
    mean: all.map(({ mean }) => mean),
    standardDeviation: all.map(({ squares }) => Math.sqrt(squares / count)),
  };
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared differences from the mean. */
  readonly squares: number;
}

async function* images(
  dataset: SourceDataset,
  block: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Raster> {
  for (const { sceneId, window } of dataset.regions) {
    const scene = sceneOf(dataset, sceneId);
    for (const part of tileWindows(window, { width: block, height: block })) {
      const moved: Window = { ...part, x: part.x + window.x, y: part.y + window.y };
      yield await scene.readImage({ window: moved, ...(signal === undefined ? {} : { signal }) });
    }
  }
}

function momentsOf({ data, validity, bands }: Raster, band: number): Moments {
  let [count, sum] = [0, 0];
  const pixels = data.length / bands.length;
  for (let pixel = 0, at = band; pixel < pixels; pixel++, at += bands.length) {
    if (validity?.[pixel] === 0) continue;
    sum += data[at]!;
    count += 1;
  }
  if (count === 0) return { count, mean: 0, squares: 0 };
  const mean = sum / count;
  let squares = 0;
  for (let pixel = 0, at = band; pixel < pixels; pixel++, at += bands.length)
    if (validity?.[pixel] !== 0) squares += (data[at]! - mean) ** 2;
  return { count, mean, squares };
}

function joined(a: Moments, b: Moments): Moments {
  if (a.count === 0 || b.count === 0) return a.count === 0 ? b : a;
  const count = a.count + b.count;
  const step = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (step * b.count) / count,
    squares: a.squares + b.squares + (step * step * a.count * b.count) / count,
  };
}
