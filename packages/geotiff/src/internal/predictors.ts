/** Whole numbers of 8, 16 or 32 bits; sums wrap, as the predictor wants. */
type Words = Uint8Array | Uint16Array | Uint32Array;

/** Undoes predictor 2 (TIFF 6.0, section 14) in place: every sample was stored as the difference to its left neighbour. */
export function undoDifferencesInto(
  words: Words,
  { rowLength, stride }: { rowLength: number; stride: number },
): void {
  for (let start = 0; start < words.length; start += rowLength) {
    const end = Math.min(start + rowLength, words.length);
    for (let index = start + stride; index < end; index++) words[index]! += words[index - stride]!;
  }
}

/**
 * Undoes predictor 3 (TIFF technical note 3) in place: a row holds the first bytes of all samples, then the
 * second ones, most significant first, and then differences of bytes. The result is little-endian.
 */
export function undoFloatPlanesInto(
  bytes: Uint8Array,
  { rowBytes, stride, sampleBytes }: { rowBytes: number; stride: number; sampleBytes: number },
): void {
  undoDifferencesInto(bytes, { rowLength: rowBytes, stride });
  const planes = new Uint8Array(rowBytes);
  const samples = rowBytes / sampleBytes;
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    planes.set(bytes.subarray(start, start + rowBytes));
    for (let sample = 0; sample < samples; sample++) {
      for (let byte = 0; byte < sampleBytes; byte++) {
        bytes[start + sample * sampleBytes + sampleBytes - 1 - byte] = planes[byte * samples + sample]!;
      }
    }
  }
}
