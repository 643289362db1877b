import type { BinaryMap } from "./binary-map.ts";
import { assertBlock, assertMap } from "./internal/checks.ts";

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
 * @throws {MorphologyError} `SIZE_MISMATCH`, `BLOCK_UNUSABLE`.
 */
export function blockMajority(
  labels: IndexMap,
  { block, ignoreIndex = 255 }: BlockMajorityOptions,
): IndexMap {
  assertMap(labels);
  assertBlock(block);
  const width = Math.ceil(labels.width / block);
  const height = Math.ceil(labels.height / block);
  const votes = new Uint32Array(CODES);
  const data = new Uint8Array(width * height).map((_, pixel) => {
    const x = (pixel % width) * block;
    const y = Math.floor(pixel / width) * block;
    countInto(votes.fill(0), labels, { x, y, block });
    votes[ignoreIndex] = 0;
    const most = votes.reduce((best, count, index) => (count > votes[best]! ? index : best), 0);
    return votes[most] === 0 ? ignoreIndex : most;
  });
  return { width, height, data };
}

function countInto(
  votes: Uint32Array,
  { width, height, data }: IndexMap,
  { x, y, block }: { x: number; y: number; block: number },
): void {
  for (let row = y; row < Math.min(height, y + block); row++) {
    for (let column = x; column < Math.min(width, x + block); column++) {
      votes[data[row * width + column]!]! += 1;
    }
  }
}
