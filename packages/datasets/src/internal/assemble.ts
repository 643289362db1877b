import { IGNORE_INDEX } from "@undercoat/raster";
import type { Batch, PatchDraw } from "../batch-source.ts";
import { dihedralSteps } from "../dihedral.ts";
import type { Normalisation } from "../normalisation.ts";
import type { Scene } from "../scene-dataset.ts";

/** An empty batch to fill. */
export function emptyBatch(size: number, side: number, bandCount: number): Batch {
  const pixels = size * side * side;
  const images = new Float32Array(pixels * bandCount);
  return { images, labels: new Uint8Array(pixels), size, height: side, width: side, bandCount };
}

/** Writes one normalised patch into place `index` of a batch, and ignores labels where it is not valid. */
export function imageInto(
  batch: Batch,
  index: number,
  scene: Scene,
  draw: PatchDraw,
  { mean, standardDeviation }: Normalisation,
): void {
  const { width: size, bandCount, images } = batch;
  const { data, validity, width: stride } = scene.image;
  const { start, rowStep, columnStep } = dihedralSteps(draw.operation, { size, stride });
  const centre = Float32Array.from(mean);
  const spread = Float32Array.from(standardDeviation);
  const corner = draw.y * stride + draw.x + start;
  let pixel = index * size * size;
  for (let row = 0; row < size; row++) {
    let from = corner + row * rowStep;
    for (let column = 0; column < size; column++, from += columnStep, pixel++) {
      if (validity !== null && validity[from] === 0) continue;
      const source = from * bandCount;
      const target = pixel * bandCount;
      for (let band = 0; band < bandCount; band++) {
        images[target + band] = Math.fround(data[source + band]! - centre[band]!) / spread[band]!;
      }
    }
  }
}

/** Writes one patch of labels into place `index` of a batch. */
export function labelsInto(batch: Batch, index: number, scene: Scene, draw: PatchDraw): void {
  const { width: size, labels } = batch;
  const { data, width: stride } = scene.labels;
  const { start, rowStep, columnStep } = dihedralSteps(draw.operation, { size, stride });
  const corner = draw.y * stride + draw.x + start;
  let pixel = index * size * size;
  for (let row = 0; row < size; row++) {
    let from = corner + row * rowStep;
    for (let column = 0; column < size; column++, from += columnStep) labels[pixel++] = data[from]!;
  }
}

/** Ignores the labels of place `index` wherever the image drawn there is not valid. */
export function ignoreInvalid(batch: Batch, index: number, scene: Scene, draw: PatchDraw): void {
  const { validity, width: stride } = scene.image;
  if (validity === null) return;
  const { width: size, labels } = batch;
  const { start, rowStep, columnStep } = dihedralSteps(draw.operation, { size, stride });
  const corner = draw.y * stride + draw.x + start;
  let pixel = index * size * size;
  for (let row = 0; row < size; row++) {
    let from = corner + row * rowStep;
    for (let column = 0; column < size; column++, from += columnStep, pixel++) {
      if (validity[from] === 0) labels[pixel] = IGNORE_INDEX;
    }
  }
}
