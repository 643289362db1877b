import { decodeLzmaChunkInto, type LzmaState, newLzmaState } from "./lzma.ts";

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const HEADER_SIZE = 12;
const DELTA = 3;
const LZMA2 = 0x21;

/**
 * Decodes the first block of an XZ stream (The .xz File Format 1.2.1), which is what TIFF's LZMA (34925) holds,
 * into at most `limit` bytes; filters: LZMA2, and delta before it. Checksums are not compared.
 * Throws a RangeError for anything else.
 */
export function decodeXz(data: Uint8Array, limit: number): Uint8Array {
  if (MAGIC.some((byte, index) => data[index] !== byte)) throw new RangeError("the block holds no XZ stream");
  const size = ((data[HEADER_SIZE] ?? 0) + 1) * 4;
  if (size === 4 || HEADER_SIZE + size > data.length) throw new RangeError("the XZ stream holds no block");
  const delta = readFilters(data.subarray(HEADER_SIZE, HEADER_SIZE + size));
  const output = decodeLzma2(data, HEADER_SIZE + size, limit);
  if (delta > 0) for (let at = delta; at < output.length; at++) output[at]! += output[at - delta]!;
  return output;
}

/** The distance of the delta filter; 0: there is none. */
function readFilters(header: Uint8Array): number {
  let at = 2;
  const number = () => {
    for (let value = 0, shift = 0; shift < 49; shift += 7) {
      const byte = header[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError("the XZ block header holds a number without an end");
  };
  const flags = header[1]!;
  if (flags & 0x40) number(); // compressed size
  if (flags & 0x80) number(); // size of the data
  let delta = 0;
  for (let filter = 0; filter <= (flags & 3); filter++) {
    const [id, length] = [number(), number()];
    if (id === DELTA && length === 1) delta = header[at]! + 1;
    else if (id !== LZMA2 || length !== 1) throw new RangeError(`the XZ filter ${id} is not read`);
    at += length;
  }
  return delta;
}

function decodeLzma2(data: Uint8Array, start: number, limit: number): Uint8Array {
  const output = new Uint8Array(limit);
  let [at, length] = [start, 0];
  let state: LzmaState | null = null;
  for (;;) {
    const control = data[at];
    if (control === undefined) throw new RangeError("the XZ stream ends inside of a block");
    if (control === 0) return output.subarray(0, length);
    const isLzma = control >= 0x80;
    if (!isLzma && control > 2) throw new RangeError(`the LZMA2 chunk ${control} is of no known kind`);
    const size = (isLzma ? (control & 31) * 65536 : 0) + wordAt(data, at + 1) + 1;
    if (length + size > limit) throw new RangeError(`XZ data goes on beyond the ${limit} bytes of the block`);
    const hasProperties = isLzma && control >= 0xc0;
    const from = at + (isLzma ? (hasProperties ? 6 : 5) : 3);
    const end = from + (isLzma ? wordAt(data, at + 3) + 1 : size);
    if (end > data.length) throw new RangeError("the XZ stream ends inside of a chunk");
    if (isLzma) {
      state = stateFor(control, state, data[at + 5]!);
      decodeLzmaChunkInto(output, { from: length, to: length + size }, state, { data, start: from, end });
    } else {
      output.set(data.subarray(from, end), length);
    }
    [at, length] = [end, length + size];
  }
}

/** Chunks keep the state of the one before (0), reset it (1), or bring properties of their own (2, 3). */
function stateFor(control: number, state: LzmaState | null, properties: number): LzmaState {
  if (control >= 0xc0) return newLzmaState(properties);
  if (state === null) throw new RangeError("the first LZMA2 chunk has no properties");
  if (control < 0xa0) return state;
  const { literalBits, literalPositionBits, positionBits } = state;
  return newLzmaState((positionBits * 5 + literalPositionBits) * 9 + literalBits);
}

function wordAt(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) * 256 + (data[at + 1] ?? 0);
}
