import type { SampleArray } from "@undercoat/raster";
import { bytesOf, newSamples, sampleTypeOf } from "./samples-of.ts";

/** Which tile of an image. */
export interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly tile: number;
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  /** Store every sample as the difference to its left neighbour (predictor 2). */
  readonly differences: boolean;
}

/** The little-endian bytes of one tile; beyond the image's edge it holds zeros. */
export function tileBytes(data: SampleArray, place: TilePlace): Uint8Array {
  const { x, y, tile, width, height, bandCount } = place;
  const rowLength = tile * bandCount;
  const samples = newSamples(sampleTypeOf(data), rowLength * tile);
  const length = Math.min(tile, width - x) * bandCount;
  for (let row = 0; row < Math.min(tile, height - y); row++) {
    const start = ((y + row) * width + x) * bandCount;
    samples.set(data.subarray(start, start + length), row * rowLength);
  }
  if (place.differences) takeDifferencesInto(samples, rowLength, bandCount);
  return bytesOf(samples);
}

/** From right to left, so that every neighbour is still whole; typed arrays wrap as the predictor wants. */
function takeDifferencesInto(samples: SampleArray, rowLength: number, stride: number): void {
  for (let start = 0; start < samples.length; start += rowLength) {
    for (let index = start + rowLength - 1; index >= start + stride; index--) {
      samples[index]! -= samples[index - stride]!;
    }
  }
}
