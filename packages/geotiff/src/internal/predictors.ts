/** Whole numbers of 8, 16, 32 or 64 bits; sums wrap, as the predictor wants. */
type Words = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

/** Undoes predictor 2 (TIFF 6.0, section 14) in place: every sample was stored as the difference to its left neighbour. */
export function undoDifferencesInto(words: Words, row: { rowLength: number; stride: number }): void {
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
  if (stride % 2 === 0 && rowLength % 2 === 0 && words.byteOffset % 4 === 0 && words.length % 2 === 0) {
    const pairs = new Int32Array(words.buffer, words.byteOffset, words.length / 2);
    const row = { rowLength: rowLength / 2, stride: stride / 2 };
    if (row.stride === 2 && pairs.length % row.rowLength === 0) undoFourBandsInto(pairs, row.rowLength);
    else undoPairsInto(pairs, row);
    return;
  }
  for (let start = 0; start < words.length; start += rowLength) {
    const end = Math.min(start + rowLength, words.length);
    for (let index = start + stride; index < end; index++) words[index]! += words[index - stride]!;
  }
}

/** Two shorts at a time: the highest bit of each is added apart, so that no carry reaches the other. */
function undoPairsInto(pairs: Int32Array, { rowLength, stride }: Row): void {
  for (let start = 0; start < pairs.length; start += rowLength) {
    const end = Math.min(start + rowLength, pairs.length);
    for (let index = start + stride; index < end; index++) {
      const difference = pairs[index]!;
      const left = pairs[index - stride]!;
      pairs[index] = ((difference & 0x7fff7fff) + (left & 0x7fff7fff)) ^ ((difference ^ left) & 0x80008000);
    }
  }
}

/** {@link undoPairsInto} of four bands, whose sums stay in registers: reading them back costs a third of the time. */
function undoFourBandsInto(pairs: Int32Array, rowLength: number): void {
  for (let start = 0; start < pairs.length; start += rowLength) {
    let [first, second] = [0, 0];
    for (let index = start; index < start + rowLength; index += 2) {
      const [one, two] = [pairs[index]!, pairs[index + 1]!];
      first = ((one & 0x7fff7fff) + (first & 0x7fff7fff)) ^ ((one ^ first) & 0x80008000);
      second = ((two & 0x7fff7fff) + (second & 0x7fff7fff)) ^ ((two ^ second) & 0x80008000);
      pairs[index] = first;
      pairs[index + 1] = second;
    }
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
