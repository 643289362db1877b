import type { SampleArray } from "@undercoat/raster";
import { COMPRESSION } from "./coding.ts";
import { decodeCcitt } from "./decode/ccitt.ts";
import { cmykToRgbaInto } from "./decode/cmyk.ts";
import { inflated } from "./decode/inflate.ts";
import { decodeLercBlock } from "./decode/lerc.ts";
import { decodeXz } from "./decode/xz.ts";
import { decodeJpegBlock } from "./decode-jpeg.ts";
import type { Layout } from "./layout.ts";
import { decodeLzw } from "./lzw.ts";
import { decodePackBits } from "./pack-bits.ts";
import { undoDifferencesInto, undoFloatPlanesInto } from "./predictors.ts";
import { halfFloats, samplesOf, swapBytesInto, unpackBits } from "./samples-of.ts";

/** A LERC block may be this much larger than its samples before it is unwrapped. */
const LERC_HEAD = 1024;

const CMYK = 5;

/** How a block was stored. */
export interface BlockCoding {
  readonly layout: Layout;
  readonly isLittleEndian: boolean;
  /** Rows that must be there; a last strip may hold fewer than the others. */
  readonly rows: number;
  /** Unpacks in libuv's pool, beside the calling thread. */
  readonly isBeside: boolean;
}

/**
 * Samples of one block, `[rows, blockWidth, samples]` (planar: one sample). Decoding stops at the size that
 * the block is declared to have, and a block with less is refused.
 */
export async function decodeBlock(stored: Uint8Array, coding: BlockCoding): Promise<SampleArray> {
  const { layout, rows } = coding;
  if (layout.compression === COMPRESSION.jpeg) return decodeJpegBlock(stored, { layout, rows });
  if (layout.compression === COMPRESSION.lerc)
    return decodeLercBlock(await unwrapped(stored, coding), { layout, rows });
  const { rowSamples, rowBytes } = sizesOf(layout);
  const needed = rowBytes * rows;
  const raw = await unpacked(stored, coding, rowBytes * layout.blockHeight);
  if (raw.length < needed)
    throw new RangeError(`the block holds ${raw.length} bytes, ${needed} were expected`);
  const bytes = raw.subarray(0, needed);
  if (layout.bits % 8 !== 0)
    return unpackBits(bytes, { bits: layout.bits, rowSamples, rows, sampleType: layout.sampleType });
  const samples = samplesIn(bytes, coding);
  if (layout.photometric === CMYK) cmykToRgbaInto(samples as Uint8Array); // 8 bits, as its coding was checked
  return samples;
}

function sizesOf({ isPlanar, samples, blockWidth, bits }: Layout) {
  const stride = isPlanar ? 1 : samples;
  const rowSamples = blockWidth * stride;
  return { stride, rowSamples, rowBytes: Math.ceil((rowSamples * bits) / 8) };
}

function samplesIn(bytes: Uint8Array, { layout, isLittleEndian }: BlockCoding): SampleArray {
  const { stride, rowSamples, rowBytes } = sizesOf(layout);
  const { bits, sampleType, predictor } = layout;
  if (predictor === 3) undoFloatPlanesInto(bytes, { rowBytes, stride, sampleBytes: bits / 8 });
  else if (!isLittleEndian) swapBytesInto(bytes, bits / 8);
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  if (predictor === 2) undoDifferencesInto(wordsOf(aligned, bits), { rowLength: rowSamples, stride });
  return sampleType === "float32" && bits === 16 ? halfFloats(aligned) : samplesOf(aligned, sampleType);
}

function wordsOf(bytes: Uint8Array, bits: number): Uint8Array | Uint16Array | Uint32Array | BigUint64Array {
  if (bits === 64)
    return new BigUint64Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, Math.floor(bytes.length / 8));
  const words = samplesOf(bytes, bits === 8 ? "uint8" : bits === 16 ? "uint16" : "uint32");
  return words as Uint8Array | Uint16Array | Uint32Array;
}

async function unpacked(stored: Uint8Array, coding: BlockCoding, limit: number): Promise<Uint8Array> {
  const { layout, rows, isBeside } = coding;
  switch (layout.compression) {
    case COMPRESSION.none:
      return stored;
    case COMPRESSION.ccittRle:
    case COMPRESSION.ccittG3:
    case COMPRESSION.ccittG4:
      return decodeCcitt(stored, { ...layout, width: layout.blockWidth, rows });
    case COMPRESSION.lzw:
      return decodeLzw(stored, limit);
    case COMPRESSION.packBits:
      return decodePackBits(stored, limit);
    case COMPRESSION.lzma:
      return decodeXz(stored, limit);
    default:
      return inflated(stored, { isZstd: layout.compression === COMPRESSION.zstd, limit, isBeside });
  }
}

/** The LERC block inside of what it was compressed with once more. */
async function unwrapped(stored: Uint8Array, { layout, isBeside }: BlockCoding): Promise<Uint8Array> {
  const { lercWrapper, blockWidth, blockHeight, samples } = layout;
  if (lercWrapper === COMPRESSION.none) return stored;
  const limit = blockWidth * blockHeight * (layout.isPlanar ? 1 : samples) * 8 + LERC_HEAD;
  return inflated(stored, { isZstd: lercWrapper === COMPRESSION.zstd, limit, isBeside });
}
