import { coarseGrid } from "./coarse-grid.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import { forEachInBlocks } from "./internal/for-each-in-blocks.ts";
import { type LabelMap, labelMap } from "./label-map.ts";

/**
 * Most frequent class of every `factor × factor` block; ties go to the highest class index.
 * Ignored pixels do not vote; a block of ignored pixels stays ignored. Blocks at the far edges may be partial.
 *
 * @remarks With two classes this is "share of class 1 at least one half".
 * @throws {RasterError} `FACTOR_UNUSABLE` if the factor is not a positive integer.
 */
export function downsampleLabels(source: LabelMap, factor: number): LabelMap {
  const grid = coarseGrid(source, factor);
  const classes = source.scheme.classes.length;
  const votes = new Uint32Array(grid.width * grid.height * classes);
  forEachInBlocks(source, factor, (block, pixel) => {
    const index = source.data[pixel]!;
    if (index !== IGNORE_INDEX) votes[block * classes + index]! += 1;
  });
  const data = new Uint8Array(grid.width * grid.height).fill(IGNORE_INDEX);
  for (let block = 0; block < data.length; block++) {
    data[block] = winner(votes.subarray(block * classes, (block + 1) * classes));
  }
  return labelMap({ ...grid, scheme: source.scheme, data });
}

function winner(votes: Uint32Array): number {
  let best = IGNORE_INDEX;
  let most = 1;
  votes.forEach((count, index) => {
    if (count < most) return;
    best = index;
    most = count;
  });
  return best;
}
