import { inflateSync, zstdDecompressSync } from "node:zlib";
import type { SampleArray } from "@undercoat/raster";
import type { Layout } from "./layout.ts";
import { decodeLzw } from "./lzw.ts";
import { decodePackBits } from "./pack-bits.ts";
import { undoDifferencesInto, undoFloatPlanesInto } from "./predictors.ts";
import { halfFloats, samplesOf, swapBytesInto, unpackBits } from "./samples-of.ts";

/** How a block was stored. */
export interface BlockCoding {
  readonly layout: Layout;
  readonly isLittleEndian: boolean;
  /** Rows that must be there; a last strip may hold fewer than the others. */
  readonly rows: number;
}

/**
 * Samples of one block, `[rows, blockWidth, samples]` (planar: one sample). Decoding stops at the size that
 * the block is declared to have, and a block with less is refused.
 */
export function decodeBlock(stored: Uint8Array, { layout, isLittleEndian, rows }: BlockCoding): SampleArray {
  const stride = layout.isPlanar ? 1 : layout.samples;
  const rowSamples = layout.blockWidth * stride;
  const rowBytes = Math.ceil((rowSamples * layout.bits) / 8);
  const needed = rowBytes * rows;
  const raw = decompress(stored, layout.compression, rowBytes * layout.blockHeight);
  if (raw.length < needed)
    throw new RangeError(`the block holds ${raw.length} bytes, ${needed} were expected`);
  const bytes = raw.subarray(0, needed);
  if (layout.bits % 8 !== 0)
    return unpackBits(bytes, { bits: layout.bits, rowSamples, rows, sampleType: layout.sampleType });
  const sampleBytes = layout.bits / 8;
  if (layout.predictor === 3) undoFloatPlanesInto(bytes, { rowBytes, stride, sampleBytes });
  else if (!isLittleEndian) swapBytesInto(bytes, sampleBytes);
  return samplesFrom(bytes, layout, { rowLength: rowSamples, stride });
}

function samplesFrom(
  bytes: Uint8Array,
  layout: Layout,
  row: { rowLength: number; stride: number },
): SampleArray {
  const isHalf = layout.sampleType === "float32" && layout.bits === 16;
  if (layout.predictor !== 2) return isHalf ? halfFloats(bytes) : samplesOf(bytes, layout.sampleType);
  const words = wordsOf(bytes, layout.bits);
  undoDifferencesInto(words, row);
  const summed = new Uint8Array(words.buffer as ArrayBuffer, words.byteOffset, words.byteLength);
  return isHalf ? halfFloats(summed) : samplesOf(summed, layout.sampleType);
}

function wordsOf(bytes: Uint8Array, bits: number): Uint8Array | Uint16Array | Uint32Array {
  const words = samplesOf(bytes, bits === 8 ? "uint8" : bits === 16 ? "uint16" : "uint32");
  return words as Uint8Array | Uint16Array | Uint32Array;
}

function decompress(stored: Uint8Array, compression: number, limit: number): Uint8Array {
  if (compression === 1) return stored;
  if (compression === 5) return decodeLzw(stored, limit);
  if (compression === 32773) return decodePackBits(stored, limit);
  const inflated =
    compression === 50000
      ? zstdDecompressSync(stored, { maxOutputLength: limit })
      : inflateSync(stored, { maxOutputLength: limit });
  return new Uint8Array(inflated.buffer, inflated.byteOffset, inflated.byteLength);
}
