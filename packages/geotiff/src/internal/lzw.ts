const CLEAR = 256;
const END = 257;
const TABLE_SIZE = 4096;

/**
 * Decodes TIFF's LZW (TIFF 6.0, section 13) into at most `limit` bytes.
 * Throws a RangeError for a code that the stream has not defined, and where the stream goes on beyond `limit`.
 */
export function decodeLzw(data: Uint8Array, limit: number): Uint8Array {
  const output = new Uint8Array(limit);
  // A string is where it was last written: every entry is a piece of the output itself.
  const starts = new Uint32Array(TABLE_SIZE);
  const lengths = new Uint32Array(TABLE_SIZE);
  if (bitsAt(data, 0, 9) !== CLEAR) throw new RangeError("LZW data does not begin with the clear code");
  let [length, next, width, bit, previous] = [0, END + 1, 9, 0, -1];
  while (bit + width <= data.length * 8) {
    const code = bitsAt(data, bit, width);
    bit += width;
    if (code === END) break;
    if (code === CLEAR) {
      [next, width, previous] = [END + 1, 9, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0) || (code > 255 && previous < 0)) {
      throw new RangeError(`LZW code ${code} is not defined at bit ${bit - width}`);
    }
    const previousLength = previous < 0 ? 0 : lengthOf(previous, lengths);
    const size = code === next ? previousLength + 1 : lengthOf(code, lengths);
    if (length + size > limit)
      throw new RangeError(`LZW data goes on beyond the ${limit} bytes of the block`);
    const from = code === next ? length - previousLength : starts[code]!;
    if (code < 256) output[length] = code;
    else for (let index = 0; index < size; index++) output[length + index] = output[from + index]!;
    if (previous >= 0 && next < TABLE_SIZE) {
      starts[next] = length - previousLength;
      lengths[next] = previousLength + 1;
      next += 1;
    }
    if (next >= 2 ** width - 1 && width < 12) width += 1;
    previous = code;
    length += size;
  }
  return output.subarray(0, length);
}

function lengthOf(code: number, lengths: Uint32Array): number {
  return code < 256 ? 1 : lengths[code]!;
}

function bitsAt(data: Uint8Array, bit: number, width: number): number {
  const byte = bit >> 3;
  const three = (data[byte]! << 16) | ((data[byte + 1] ?? 0) << 8) | (data[byte + 2] ?? 0);
  return (three >> (24 - (bit & 7) - width)) & (2 ** width - 1);
}
