import type { BinaryMap } from "@undercoat/morphology";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";

/** Pixels of one class, without those that the reference ignores. */
export function classPixels(labels: LabelMap, reference: LabelMap, classIndex: number): BinaryMap {
  const { width, height, data: indices } = labels;
  const data = new Uint8Array(indices.length);
  for (let pixel = 0; pixel < data.length; pixel++)
    data[pixel] = indices[pixel] === classIndex && reference.data[pixel] !== IGNORE_INDEX ? 1 : 0;
  return { width, height, data };
}

/** The nearest integer; halves go to the even one, as in Python. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
