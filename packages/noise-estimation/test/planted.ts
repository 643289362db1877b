import type { Rng } from "@undercoat/random";
import type { LabelledPixels } from "../src/index.ts";

/** How labels and models are made up. */
export interface Planted {
  readonly width: number;
  readonly height: number;
  readonly block: number;
  /** `transitionMatrix[clean][noisy]` */
  readonly transitionMatrix: readonly (readonly number[])[];
  /** How far the score of the clean class is above the others: 0 for a model that knows nothing. */
  readonly skill: number;
  readonly models: number;
  /** Every so many-th centre is of the last class, the others of class 0. Omitted: all classes in turn. */
  readonly prior?: number;
}

/** Blocks of pixels with known noise, beside the probabilities of models that know the clean class, more or less. */
export function plantedBlocks(planted: Planted, rng: Rng): { blocks: LabelledPixels[][]; noiseRate: number } {
  const { width, height, block, transitionMatrix, models, prior } = planted;
  const classes = transitionMatrix.length;
  const centres = Array.from({ length: 12 }, (_, at) => ({
    x: rng.int(width),
    y: rng.int(height),
    clean: prior === undefined ? at % classes : at % prior === 0 ? classes - 1 : 0,
  }));
  const clean = Uint8Array.from({ length: width * height }, (_, pixel) => nearest(centres, pixel, width));
  const noisy = clean.map((k) => drawn(transitionMatrix[k]!, rng));
  const changed = clean.reduce((sum, k, pixel) => sum + (k === noisy[pixel] ? 0 : 1), 0);
  const blocks = Array.from({ length: models }, () => {
    const probabilities = scored(clean, planted, rng);
    return windowsOf(width, height, block).map((pixels) => ({
      classes,
      labels: Uint8Array.from(pixels, (pixel) => noisy[pixel]!),
      probabilities: Float32Array.from(
        pixels.flatMap((pixel) => [...probabilities.subarray(pixel * classes, (pixel + 1) * classes)]),
      ),
    }));
  });
  return { blocks, noiseRate: changed / clean.length };
}

function scored(clean: Uint8Array, { transitionMatrix, skill }: Planted, rng: Rng): Float32Array {
  const classes = transitionMatrix.length;
  const probabilities = new Float32Array(clean.length * classes);
  for (let pixel = 0; pixel < clean.length; pixel++) {
    const weights = transitionMatrix.map((_, k) => Math.exp(normal(rng) + (k === clean[pixel] ? skill : 0)));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (const [k, weight] of weights.entries()) probabilities[pixel * classes + k] = weight / sum;
  }
  return probabilities;
}

function windowsOf(width: number, height: number, block: number): number[][] {
  const windows: number[][] = [];
  for (let top = 0; top < height; top += block)
    for (let left = 0; left < width; left += block) {
      const pixels: number[] = [];
      for (let y = top; y < Math.min(height, top + block); y++)
        for (let x = left; x < Math.min(width, left + block); x++) pixels.push(y * width + x);
      windows.push(pixels);
    }
  return windows;
}

function nearest(
  centres: readonly { x: number; y: number; clean: number }[],
  pixel: number,
  width: number,
): number {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  let best = { distance: Number.POSITIVE_INFINITY, clean: 0 };
  for (const centre of centres) {
    const distance = (centre.x - x) ** 2 + (centre.y - y) ** 2;
    if (distance < best.distance) best = { distance, clean: centre.clean };
  }
  return best.clean;
}

function drawn(row: readonly number[], rng: Rng): number {
  let left = rng.next();
  for (const [k, probability] of row.entries()) {
    left -= probability;
    if (left < 0) return k;
  }
  return row.length - 1;
}

function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}
