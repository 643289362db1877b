import { DatasetsError } from "./errors.ts";
import type { Normalisation } from "./normalisation.ts";
import type { SceneDataset } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";

/**
 * Mean and population standard deviation of every band over the valid pixels of all regions, in float64 and
 * two passes. Pixels in two regions count twice.
 *
 * @throws {DatasetsError} `NO_VALID_PIXELS` if there is no valid pixel, `CONSTANT_BAND` if a band has one value only.
 */
export function computeNormalisation(dataset: SceneDataset): Normalisation {
  const { bands } = dataset.scenes[0]!.image;
  const sums = new Float64Array(bands.length);
  let count = 0;
  forEachValidPixel(dataset, (data, at) => {
    for (let band = 0; band < sums.length; band++) sums[band]! += data[at + band]!;
    count++;
  });
  if (count === 0) {
    throw new DatasetsError("NO_VALID_PIXELS", {
      message: `"${dataset.name ?? "dataset"}": the ${dataset.regions.length} regions hold 0 valid pixels, expected at least 1; check the nodata value of the images`,
      context: { regions: dataset.regions },
    });
  }
  const mean = Array.from(sums, (sum) => sum / count);
  const squares = new Float64Array(bands.length);
  forEachValidPixel(dataset, (data, at) => {
    for (let band = 0; band < squares.length; band++) squares[band]! += (data[at + band]! - mean[band]!) ** 2;
  });
  const standardDeviation = Array.from(squares, (sum) => Math.sqrt(sum / count));
  const constant = standardDeviation.findIndex((value) => !(value > 0));
  if (constant === -1) return { mean, standardDeviation };
  throw new DatasetsError("CONSTANT_BAND", {
    message: `band "${bands[constant]!.name}" is ${mean[constant]} in all ${count} valid pixels, expected values that differ; leave the band out`,
    context: { band: bands[constant]!.name, value: mean[constant], count },
  });
}

function forEachValidPixel(dataset: SceneDataset, visit: (data: Float32Array, at: number) => void): void {
  for (const { sceneId, window } of dataset.regions) {
    const { image } = sceneOf(dataset, sceneId);
    for (let row = window.y; row < window.y + window.height; row++) {
      const first = row * image.width + window.x;
      for (let pixel = first; pixel < first + window.width; pixel++) {
        if (image.validity?.[pixel] !== 0) visit(image.data, pixel * image.bands.length);
      }
    }
  }
}
