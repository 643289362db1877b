import type { SampleArray } from "@undercoat/raster";
import { bytesOf, newSamples, samplesOf, sampleTypeOf } from "../samples-of.ts";

/** How the samples of a tile lie, and what is done to them before they are compressed. */
export interface Packing {
  /** Samples of one row. */
  readonly rowLength: number;
  /** Samples from one pixel to the next. */
  readonly stride: number;
  readonly predictor: 1 | 2 | 3;
}

/** The little-endian bytes of a tile, ready to be compressed. Predictor 2 works in place: `samples` is used up. */
export function packTile(samples: SampleArray, { rowLength, stride, predictor }: Packing): Uint8Array {
  if (predictor === 3) return floatPlanes(samples, { rowLength, stride });
  if (predictor === 2) takeDifferencesInto(wordsOf(samples), { rowLength, stride });
  return bytesOf(samples);
}

/** One band of pixel-interleaved samples. */
export function bandOf(
  samples: SampleArray,
  { band, bandCount }: { band: number; bandCount: number },
): SampleArray {
  const plane = newSamples(sampleTypeOf(samples), samples.length / bandCount);
  for (let pixel = 0, at = band; pixel < plane.length; pixel++, at += bandCount) plane[pixel] = samples[at]!;
  return plane;
}

/** Whether all pixels are the same; `stride` samples make a pixel. */
export function isPlain(samples: SampleArray, stride: number): boolean {
  const { buffer, byteOffset, byteLength } = bytesOf(samples);
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const pixel = stride * samples.BYTES_PER_ELEMENT;
  return bytes.subarray(pixel).equals(bytes.subarray(0, byteLength - pixel));
}

/** Eight pixels in a byte, the first one in its highest bit. */
export function packBits(validity: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(validity.length / 8));
  for (let pixel = 0; pixel < validity.length; pixel++) {
    if (validity[pixel] !== 0) packed[pixel >> 3]! |= 128 >> (pixel & 7);
  }
  return packed;
}

type Words = Uint8Array | Uint16Array | Uint32Array;

/** Differences are the same with and without a sign. */
function wordsOf(samples: SampleArray): Words {
  const bits = samples.BYTES_PER_ELEMENT * 8;
  return samplesOf(bytesOf(samples), bits === 8 ? "uint8" : bits === 16 ? "uint16" : "uint32") as Words;
}

/** From right to left, so that every neighbour is still whole; typed arrays wrap as the predictor wants. */
function takeDifferencesInto(
  words: Words,
  { rowLength, stride }: { rowLength: number; stride: number },
): void {
  for (let start = 0; start < words.length; start += rowLength) {
    for (let index = start + rowLength - 1; index >= start + stride; index--) {
      words[index]! -= words[index - stride]!;
    }
  }
}

/**
 * Predictor 3 (TIFF technical note 3): in a row the first bytes of all samples, most significant first, then the
 * second ones; then differences of bytes.
 */
function floatPlanes(
  samples: SampleArray,
  { rowLength, stride }: { rowLength: number; stride: number },
): Uint8Array {
  const source = bytesOf(samples);
  const size = samples.BYTES_PER_ELEMENT;
  const planes = new Uint8Array(source.length);
  const rowBytes = rowLength * size;
  for (let start = 0; start < source.length; start += rowBytes) {
    for (let byte = 0; byte < size; byte++) {
      const plane = start + byte * rowLength;
      for (let sample = 0, at = start + size - 1 - byte; sample < rowLength; sample++, at += size) {
        planes[plane + sample] = source[at]!;
      }
    }
  }
  takeDifferencesInto(planes, { rowLength: rowBytes, stride });
  return planes;
}
