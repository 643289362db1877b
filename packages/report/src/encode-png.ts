import { crc32, deflateSync } from "node:zlib";
import { ReportError } from "./errors.ts";

/** RGBA samples, row-major `[height, width, 4]`, 0 to 255. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const TRUECOLOUR = 2;
const TRUECOLOUR_WITH_ALPHA = 6;

/**
 * A PNG file (8 bits a sample) of the picture; without alpha channel where all pixels are opaque.
 *
 * @remarks Runs in Node.js only: deflate and CRC-32 come from `node:zlib`.
 * @throws {ReportError} `IMAGE_SIZE` if `data` does not hold `width · height · 4` samples.
 * @see {@link https://www.w3.org/TR/png-3/ | PNG specification, third edition}
 *
 * @example
 * ```ts
 * const bytes = encodePng({ width: 1, height: 1, data: Uint8Array.of(255, 0, 0, 255) });
 * ```
 */
export function encodePng(image: RgbaImage): Uint8Array {
  assertSize(image);
  const channels = isOpaque(image.data) ? 3 : 4;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header[8] = 8;
  header[9] = channels === 3 ? TRUECOLOUR : TRUECOLOUR_WITH_ALPHA;
  const samples = deflateSync(filteredRows(image, channels), { level: 9 });
  const chunks = [SIGNATURE, chunk("IHDR", header), chunk("IDAT", samples), chunk("IEND", new Uint8Array(0))];
  return new Uint8Array(Buffer.concat(chunks));
}

function assertSize({ width, height, data }: RgbaImage): void {
  const expected = width * height * 4;
  const whole = Number.isInteger(width) && Number.isInteger(height) && expected > 0;
  if (whole && data.length === expected) return;
  throw new ReportError("IMAGE_SIZE", {
    message: `picture of ${width}×${height} has ${data.length} samples, but RGBA needs ${expected} and at least one pixel; give four samples a pixel`,
    context: { width, height, samples: data.length, expected },
  });
}

function isOpaque(data: RgbaImage["data"]): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

/** Rows of the picture, each filtered against the row above or its left neighbour, whichever leaves smaller numbers. */
function filteredRows({ width, height, data }: RgbaImage, channels: 3 | 4): Uint8Array {
  const stride = width * channels;
  const out = new Uint8Array(height * (stride + 1));
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const row = packedRow(data.subarray(y * width * 4, (y + 1) * width * 4), channels);
    const filter = smallestFilter(row, above, channels);
    out[y * (stride + 1)] = filter;
    out.set(filterRow(filter, row, above, channels), y * (stride + 1) + 1);
    above = row;
  }
  return out;
}

function packedRow(rgba: RgbaImage["data"], channels: 3 | 4): Uint8Array<ArrayBuffer> {
  const row = new Uint8Array((rgba.length / 4) * channels);
  for (let i = 0, j = 0; i < rgba.length; i++) if (channels === 4 || i % 4 !== 3) row[j++] = rgba[i]!;
  return row;
}

const NONE = 0;
const SUB = 1;
const UP = 2;

function filterRow(filter: number, row: Uint8Array, above: Uint8Array, channels: number): Uint8Array {
  if (filter === UP) return row.map((sample, i) => sample - above[i]!);
  if (filter === SUB) return row.map((sample, i) => sample - (i < channels ? 0 : row[i - channels]!));
  return row;
}

function smallestFilter(row: Uint8Array, above: Uint8Array, channels: number): number {
  let [best, least] = [NONE, Number.POSITIVE_INFINITY];
  for (const filter of [NONE, SUB, UP]) {
    const cost = filterRow(filter, row, above, channels).reduce((sum, s) => sum + Math.min(s, 256 - s), 0);
    if (cost < least) [best, least] = [filter, cost];
  }
  return best;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
