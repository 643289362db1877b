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
  const first = data[y * width + x]!;
  if (isUniform(first, { width, height, data }, { x, y, right, bottom })) return first;
  const held: number[] = [];
  for (let row = y; row < bottom; row++) {
    const end = row * width + right;
    for (let pixel = row * width + x; pixel < end; ) {
      const index = data[pixel]!;
      const start = pixel++;
      while (pixel < end && data[pixel] === index) pixel += 1;
      if (votes[index] === 0) held.push(index);
      votes[index]! += pixel - start;
    }
  }
  votes[ignoreIndex] = 0;
  let [best, most] = [ignoreIndex, 0];
  for (const index of held) {
    const count = votes[index]!;
    votes[index] = 0;
    if (count > most || (count === most && count > 0 && index < best)) [best, most] = [index, count];
  }
  return best;
}

/** Most blocks of most maps hold one index. */
function isUniform(
  value: number,
  { width, data }: IndexMap,
  { x, y, right, bottom }: { x: number; y: number; right: number; bottom: number },
): boolean {
  for (let row = y; row < bottom; row++) {
    const end = row * width + right;
    for (let pixel = row * width + x; pixel < end; pixel++) if (data[pixel] !== value) return false;
  }
  return true;
}
