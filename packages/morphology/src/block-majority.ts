import type { BinaryMap } from "./binary-map.ts";
import { assertBlock, assertClassIndex, assertMap } from "./internal/checks.ts";

const CODES = 256;

/** A map of class indices, row-major `[height, width]`. */
export type IndexMap = BinaryMap;

/** Options of {@link blockMajority}. */
export interface BlockMajorityOptions {
  /** Side of a block in pixels. */
  readonly block: number;
  /** Does not vote; the result of a block that holds nothing else. Default: 255. */
  readonly ignoreIndex?: number;
}

/**
 * Most frequent class index of every block, from the top left; ties go to the lowest index.
 * Blocks at the far edges may be partial.
 *
 * @throws {MorphologyError} `SIZE_MISMATCH`, `BLOCK_UNUSABLE`, `CLASS_INDEX_UNUSABLE`.
 */
export function blockMajority(
  labels: IndexMap,
  { block, ignoreIndex = 255 }: BlockMajorityOptions,
): IndexMap {
  assertMap(labels);
  assertBlock(block);
  assertClassIndex(ignoreIndex);
  const width = Math.ceil(labels.width / block);
  const height = Math.ceil(labels.height / block);
  const data = new Uint8Array(width * height);
  const votes = new Uint32Array(CODES);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      data[at++] = winner(votes, labels, { x: column * block, y: row * block, block, ignoreIndex });
    }
  }
  return { width, height, data };
}

/** Counts a block, and leaves all votes at 0: no block pays for indices that it does not hold. */
function winner(
  votes: Uint32Array,
  { width, height, data }: IndexMap,
  { x, y, block, ignoreIndex }: { x: number; y: number; block: number; ignoreIndex: number },
): number {
  const [right, bottom] = [Math.min(width, x + block), Math.min(height, y + block)];
  for (let row = y; row < bottom; row++) {
    for (let pixel = row * width + x; pixel < row * width + right; pixel++) votes[data[pixel]!]! += 1;
  }
  votes[ignoreIndex] = 0;
  let [best, most] = [ignoreIndex, 0];
  for (let row = y; row < bottom; row++) {
    for (let pixel = row * width + x; pixel < row * width + right; pixel++) {
      const index = data[pixel]!;
      const count = votes[index]!;
      votes[index] = 0;
      if (count > most || (count === most && count > 0 && index < best)) [best, most] = [index, count];
    }
  }
  return best;
}
