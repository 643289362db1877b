/** Decodes PackBits (TIFF 6.0, section 9) into at most `limit` bytes; throws a RangeError beyond it. */
export function decodePackBits(data: Uint8Array, limit: number): Uint8Array {
  const output = new Uint8Array(limit);
  let length = 0;
  for (let index = 0; index < data.length; ) {
    const header = data[index++]!;
    if (header === 128) continue; // a filler
    const isRun = header > 128;
    const size = isRun ? 257 - header : header + 1;
    if (index + (isRun ? 1 : size) > data.length) throw new RangeError("PackBits data ends inside a run");
    if (length + size > limit)
      throw new RangeError(`PackBits data goes on beyond the ${limit} bytes of the block`);
    if (isRun) output.fill(data[index]!, length, length + size);
    else output.set(data.subarray(index, index + size), length);
    index += isRun ? 1 : size;
    length += size;
  }
  return output.subarray(0, length);
}
