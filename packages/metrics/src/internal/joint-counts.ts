import { IGNORE_INDEX } from "@undercoat/raster";

/** Pixels that are in no cell of the matrix. */
export interface LeftOut {
  readonly ignored: number;
  readonly unpredicted: number;
}

const CODES = 256;
/** One table for each byte of a word: runs of equal pixels do not wait for the last addition. */
const TABLES = 4;
const TABLE = CODES * CODES;
/** Pixels that are copied to where they can be read by the word; they stay in the nearest cache. */
const CHUNK = 8192;
/** Every so many words a chunk is looked at, and the share of equal ones above which runs are worth looking for. */
const PROBE = 16;
const SMOOTH = 0.8;

interface Scratch {
  /** All zero between calls. */
  readonly tables: Uint32Array;
  readonly reference: Uint8Array;
  readonly predicted: Uint8Array;
}

/** Made when first needed. */
let scratch: Scratch | null = null;

/**
 * Adds every pair of class indices to `counts`, or nothing at all and returns null where an index is neither below `order`
 * nor 255.
 */
export function addJointCounts(
  counts: Float64Array,
  reference: Uint8Array,
  predicted: Uint8Array,
  order: number,
): LeftOut | null {
  scratch ??= {
    tables: new Uint32Array(TABLES * TABLE),
    reference: new Uint8Array(CHUNK),
    predicted: new Uint8Array(CHUNK),
  };
  const { tables } = scratch;
  for (let from = 0; from < reference.length; from += CHUNK)
    countChunk(scratch, reference.subarray(from, from + CHUNK), predicted.subarray(from, from + CHUNK));
  const known = [...Array.from({ length: order }, (_, index) => index), IGNORE_INDEX];
  const take = (row: number, column: number) => takeCount(tables, row * CODES + column);
  const found = known.map((row) => Float64Array.from(known, (column) => take(row, column)));
  const all = found.reduce((sum, row) => row.reduce((part, count) => part + count, sum), 0);
  if (all !== reference.length) {
    tables.fill(0);
    return null;
  }
  let labelled = 0;
  for (let row = 0; row < order; row++)
    for (let column = 0; column < order; column++) {
      counts[row * order + column]! += found[row]![column]!;
      labelled += found[row]![column]!;
    }
  const unpredicted = found.reduce((sum, row, index) => (index < order ? sum + row[order]! : sum), 0);
  return { ignored: reference.length - labelled, unpredicted };
}

function countChunk(place: Scratch, reference: Uint8Array, predicted: Uint8Array): void {
  const { tables } = place;
  place.reference.set(reference);
  place.predicted.set(predicted);
  const words = Math.floor(reference.length / TABLES);
  const rows = new Int32Array(place.reference.buffer, 0, words);
  const columns = new Int32Array(place.predicted.buffer, 0, words);
  if (isSmooth(rows, columns)) countRuns(tables, rows, columns);
  else countWords(tables, rows, columns);
  for (let pixel = words * TABLES; pixel < reference.length; pixel++)
    tables[(reference[pixel]! << 8) | predicted[pixel]!]! += 1;
}

/** Whether most words are like the one before, as inside of fields and forests; looked up in a few places. */
function isSmooth(rows: Int32Array, columns: Int32Array): boolean {
  let [places, equal] = [0, 0];
  for (let word = 1; word < rows.length; word += PROBE) {
    places += 1;
    if (rows[word] === rows[word - 1] && columns[word] === columns[word - 1]) equal += 1;
  }
  return equal > SMOOTH * places;
}

function countRuns(tables: Uint32Array, rows: Int32Array, columns: Int32Array): void {
  for (let word = 0; word < rows.length; ) {
    const start = word;
    const row = rows[word]!;
    const column = columns[word]!;
    do word += 1;
    while (word < rows.length && rows[word] === row && columns[word] === column);
    const run = word - start;
    tables[((row & 255) << 8) | (column & 255)]! += run;
    tables[TABLE | (row & 0xff00) | ((column >>> 8) & 255)]! += run;
    tables[(2 * TABLE) | ((row >>> 8) & 0xff00) | ((column >>> 16) & 255)]! += run;
    tables[(3 * TABLE) | ((row >>> 16) & 0xff00) | (column >>> 24)]! += run;
  }
}

function countWords(tables: Uint32Array, rows: Int32Array, columns: Int32Array): void {
  for (let word = 0; word < rows.length; word++) {
    const row = rows[word]!;
    const column = columns[word]!;
    tables[((row & 255) << 8) | (column & 255)]! += 1;
    tables[TABLE | (row & 0xff00) | ((column >>> 8) & 255)]! += 1;
    tables[(2 * TABLE) | ((row >>> 8) & 0xff00) | ((column >>> 16) & 255)]! += 1;
    tables[(3 * TABLE) | ((row >>> 16) & 0xff00) | (column >>> 24)]! += 1;
  }
}

function takeCount(tables: Uint32Array, cell: number): number {
  let count = 0;
  for (let at = cell; at < tables.length; at += TABLE) {
    count += tables[at]!;
    tables[at] = 0;
  }
  return count;
}
