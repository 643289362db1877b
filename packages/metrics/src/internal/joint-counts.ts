import { IGNORE_INDEX } from "@undercoat/raster";

/** Pixels that are in no cell of the matrix. */
export interface LeftOut {
  readonly ignored: number;
  readonly unpredicted: number;
}

const CODES = 256;
/** Tables that are counted into by turns, so that runs of equal pixels do not wait for the last addition. */
const TABLES = 4;
const TABLE = CODES * CODES;

/** All zero between calls; made when first needed. */
let scratch: Uint32Array | null = null;

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
  scratch ??= new Uint32Array(TABLES * TABLE);
  countPairs(scratch, reference, predicted);
  const known = [...Array.from({ length: order }, (_, index) => index), IGNORE_INDEX];
  const take = (row: number, column: number) => takeCount(scratch!, row * CODES + column);
  const found = known.map((row) => Float64Array.from(known, (column) => take(row, column)));
  const all = found.reduce((sum, row) => row.reduce((part, count) => part + count, sum), 0);
  if (all !== reference.length) {
    scratch.fill(0);
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

function countPairs(tables: Uint32Array, reference: Uint8Array, predicted: Uint8Array): void {
  const { length } = reference;
  const even = length - (length % TABLES);
  for (let pixel = 0; pixel < even; pixel += TABLES) {
    tables[(reference[pixel]! << 8) | predicted[pixel]!]! += 1;
    tables[TABLE | (reference[pixel + 1]! << 8) | predicted[pixel + 1]!]! += 1;
    tables[(2 * TABLE) | (reference[pixel + 2]! << 8) | predicted[pixel + 2]!]! += 1;
    tables[(3 * TABLE) | (reference[pixel + 3]! << 8) | predicted[pixel + 3]!]! += 1;
  }
  for (let pixel = even; pixel < length; pixel++) tables[(reference[pixel]! << 8) | predicted[pixel]!]! += 1;
}

function takeCount(tables: Uint32Array, cell: number): number {
  let count = 0;
  for (let at = cell; at < tables.length; at += TABLE) {
    count += tables[at]!;
    tables[at] = 0;
  }
  return count;
}
