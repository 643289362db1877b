/// <reference path="../lerc.d.ts" />
import type { SampleArray } from "@undercoat/raster";
import type { LercImage } from "lerc";
import type { Layout } from "../layout.ts";
import { newSamples } from "../samples-of.ts";

const TYPES = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"];

/** Versions 1 to 5 of Lerc2, which the library decodes. */
const NEWEST = 5;

const UNASSOCIATED_ALPHA = 2;

/** What the library calls the validity of all bands. */
const WHOLE = "mask";

interface Head {
  readonly length: number;
  readonly depth: number;
}

/**
 * Samples of one LERC block, `[rows, blockWidth, samples]`, decoded by the library lerc. Pixels that the block
 * marks as not there are NaN in floats, and 0 in an alpha band that was left out (as libtiff stores it).
 *
 * The head must claim the size and type of the block before any of it is decoded: its claims decide the memory.
 */
export async function decodeLercBlock(
  stored: Uint8Array,
  { layout, rows }: { layout: Layout; rows: number },
): Promise<SampleArray> {
  const samples = layout.isPlanar ? 1 : layout.samples;
  const heads = headsOf(stored, { layout, rows, samples });
  const { decode } = (await import("lerc")).default;
  const image = decode(new Uint8Array(stored).buffer, { returnPixelInterleavedDims: true });
  const output = newSamples(layout.sampleType, rows * layout.blockWidth * samples);
  const { depth } = heads[0]!;
  for (const [band, pixels] of image.pixels.entries()) {
    const validity = image.bandMasks?.[band] ?? image[WHOLE] ?? null;
    spreadInto(output, pixels, { samples, band, depth, validity });
  }
  if (depth * heads.length < samples) fillAlphaInto(output, image, samples);
  return output;
}

interface Spread {
  readonly samples: number;
  readonly band: number;
  readonly depth: number;
  readonly validity: Uint8Array | null;
}

function spreadInto(
  output: SampleArray,
  pixels: ArrayLike<number>,
  { samples, band, depth, validity }: Spread,
): void {
  const isFloat = output instanceof Float32Array || output instanceof Float64Array;
  const count = output.length / samples;
  if (pixels.length < count * depth)
    throw new RangeError(`the block holds ${pixels.length} samples, ${count * depth} were expected`);
  for (let pixel = 0; pixel < count; pixel++) {
    const isThere = validity === null || validity[pixel] !== 0;
    for (let index = 0; index < depth; index++) {
      const value = isThere ? pixels[pixel * depth + index]! : isFloat ? Number.NaN : 0;
      output[pixel * samples + band + index] = value;
    }
  }
}

/** libtiff keeps a fourth sample that is 0 or 255 everywhere as the block's own validity. */
function fillAlphaInto(output: SampleArray, { [WHOLE]: there }: LercImage, samples: number): void {
  for (let pixel = 0; pixel < output.length / samples; pixel++)
    output[pixel * samples + samples - 1] = there === null || there === undefined || there[pixel] ? 255 : 0;
}

interface Claim {
  readonly layout: Layout;
  readonly rows: number;
  readonly samples: number;
}

/** One head, or one for each band. */
function headsOf(stored: Uint8Array, claim: Claim): Head[] {
  const heads: Head[] = [];
  for (let at = 0; at < stored.length; at += heads.at(-1)!.length) {
    if (heads.length >= claim.samples)
      throw new RangeError(`the LERC block holds more than ${claim.samples} bands`);
    heads.push(headAt(stored.subarray(at), claim));
  }
  const depth = heads.length === 1 ? heads[0]!.depth : heads.length;
  const { layout, samples } = claim;
  const isAlphaLeftOut =
    depth === samples - 1 &&
    layout.sampleType === "uint8" &&
    layout.extraSamples.at(-1) === UNASSOCIATED_ALPHA;
  if (depth !== samples && !isAlphaLeftOut)
    throw new RangeError(`the LERC block holds ${depth} bands, ${samples} were expected`);
  return heads;
}

/** Reads a head (Lerc2, as in the file format of github.com/Esri/lerc) and compares it with the block. */
function headAt(stored: Uint8Array, { layout, rows, samples }: Claim): Head {
  const name = String.fromCharCode(...stored.subarray(0, 6));
  if (name !== "Lerc2 " || stored.length < 66)
    throw new RangeError("the block does not begin with a head of Lerc2");
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const version = view.getInt32(6, true);
  if (version < 1 || version > NEWEST)
    throw new RangeError(`the block is of version ${version} of LERC, 1 to ${NEWEST} can be read`);
  const start = version >= 3 ? 14 : 10; // after the checksum
  const words = Array.from({ length: 7 }, (_, index) => view.getInt32(start + index * 4, true));
  if (version < 4) words.splice(2, 0, 1);
  const [height = 0, width = 0, depth = 0, count = 0, step = 0, length = 0, type = 0] = words;
  const isSize = width === layout.blockWidth && height >= rows && height <= layout.blockHeight;
  const isWhole = count >= 0 && count <= width * height && step > 0 && step <= 1024;
  const isInside = length >= 66 && length <= stored.length && depth >= 1 && depth <= samples;
  if (isSize && isWhole && isInside && TYPES[type] === layout.sampleType) return { length, depth };
  throw new RangeError(
    `the LERC block is ${width}×${height} with ${depth} ${TYPES[type] ?? "unknown"} samples in ${length} bytes, ` +
      `${layout.blockWidth}×${rows} with up to ${samples} of ${layout.sampleType} in ${stored.length} were expected`,
  );
}
