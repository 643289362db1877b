import { sumDifferencesInto, type Words } from "./sum-differences.ts";

/**
 * Undoes predictor 2 (TIFF 6.0, section 14) in place: every sample was stored as the difference to its left neighbour,
 * `stride` samples before it. Rows too long for the scratch memory of the kernels are undone one sample at a time.
 */
export function undoDifferencesInto(words: Words, row: { rowLength: number; stride: number }): void {
  if (sumDifferencesInto(words, row)) return;
  // One loop per type: a loop that sees several types of arrays is several times slower.
  if (words instanceof Uint8Array) undoBytesInto(words, row);
  else if (words instanceof Uint16Array) undoShortsInto(words, row);
  else if (words instanceof Uint32Array) undoLongsInto(words, row);
  else undoLongLongsInto(words, row);
}

interface Row {
  readonly rowLength: number;
  readonly stride: number;
}

function undoBytesInto(words: Uint8Array, { rowLength, stride }: Row): void {
  for (let start = 0; start < words.length; start += rowLength) {
    const end = Math.min(start + rowLength, words.length);
    for (let index = start + stride; index < end; index++) words[index]! += words[index - stride]!;
  }
}

function undoShortsInto(words: Uint16Array, { rowLength, stride }: Row): void {
  for (let start = 0; start < words.length; start += rowLength) {
    const end = Math.min(start + rowLength, words.length);
    for (let index = start + stride; index < end; index++) words[index]! += words[index - stride]!;
  }
}

function undoLongsInto(words: Uint32Array, { rowLength, stride }: Row): void {
  for (let start = 0; start < words.length; start += rowLength) {
    const end = Math.min(start + rowLength, words.length);
    for (let index = start + stride; index < end; index++) words[index]! += words[index - stride]!;
  }
}

function undoLongLongsInto(words: BigUint64Array, { rowLength, stride }: Row): void {
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
