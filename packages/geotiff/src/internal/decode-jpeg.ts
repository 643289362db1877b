import type { Layout } from "./layout.ts";

const YCBCR = 6;

/**
 * Samples of one JPEG block, `[rows, blockWidth, samples]`, decoded by geotiff.js. YCbCr becomes RGB (JFIF);
 * colours that were stored at half the resolution are repeated, so they may differ from GDAL's smoothed ones
 * by up to 16 levels on photographs.
 *
 * The frame must claim the size of the block before any of it is decoded: its claims decide the memory.
 */
export async function decodeJpegBlock(
  stored: Uint8Array,
  { layout, rows }: { layout: Layout; rows: number },
): Promise<Uint8Array> {
  const samples = layout.isPlanar ? 1 : layout.samples;
  const height = assertFrame(stored, { width: layout.blockWidth, rows, most: layout.blockHeight, samples });
  const { getDecoder } = await import("geotiff");
  const parameters = {
    tileWidth: layout.blockWidth,
    tileHeight: height,
    predictor: 1,
    bitsPerSample: 8,
    planarConfiguration: 1,
    ...(layout.jpegTables === null ? {} : { JPEGTables: layout.jpegTables }),
  };
  const decoder = await getDecoder(7, parameters);
  const decoded = new Uint8Array(await decoder.decode(new Uint8Array(stored).buffer));
  const needed = rows * layout.blockWidth * samples;
  if (decoded.length < needed)
    throw new RangeError(`the block holds ${decoded.length} samples, ${needed} were expected`);
  const block = decoded.subarray(0, needed);
  return layout.photometric === YCBCR ? toRgb(block) : block;
}

interface Claim {
  readonly width: number;
  readonly rows: number;
  readonly most: number;
  readonly samples: number;
}

/** The frame's height. Two frames, or one of another size, are refused. */
function assertFrame(stored: Uint8Array, { width, rows, most, samples }: Claim): number {
  const frames = frameOffsets(stored);
  const at = frames[0] ?? 0;
  if (frames.length !== 1 || at + 10 > stored.length)
    throw new RangeError(`the JPEG has ${frames.length} frames, 1 was expected`);
  const [bits, height, across, components] = [
    stored[at + 4]!,
    wordAt(stored, at + 5),
    wordAt(stored, at + 7),
    stored[at + 9]!,
  ];
  if (bits === 8 && across === width && height >= rows && height <= most && components === samples)
    return height;
  throw new RangeError(
    `the JPEG is ${across}×${height} with ${components} samples of ${bits} bits, the block is ${width}×${rows} with ${samples} of 8`,
  );
}

/** Offsets of the markers that begin a frame (ITU T.81, table B.1); in the data itself FF is followed by 00. */
function frameOffsets(stored: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 0; at + 1 < stored.length; at++) {
    const marker = stored[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (stored[at] === 0xff && isFrame) found.push(at);
  }
  return found;
}

/** Whether tables hold a frame of their own, which would be decoded beside the checked one. */
export function holdsFrame(tables: Uint8Array): boolean {
  return frameOffsets(tables).length > 0;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 256 + bytes[at + 1]!;
}

function toRgb(block: Uint8Array): Uint8Array {
  const rgb = new Uint8ClampedArray(block.length); // rounds and clips
  for (let at = 0; at < block.length; at += 3) {
    const [y, cb, cr] = [block[at]!, block[at + 1]! - 128, block[at + 2]! - 128];
    rgb[at] = y + 1.402 * cr;
    rgb[at + 1] = y - 0.344136 * cb - 0.714136 * cr;
    rgb[at + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(rgb.buffer);
}
