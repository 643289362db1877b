import type { IndexMap } from "./block-majority.ts";
import { MorphologyError } from "./errors.ts";
import { assertBlock, assertMap } from "./internal/checks.ts";

/** Options of {@link repeatBlocks}. */
export interface RepeatBlocksOptions {
  /** Side of a block in pixels. */
  readonly block: number;
  /** Size of the result; partial blocks are cut at the far edges. */
  readonly width: number;
  readonly height: number;
}

/**
 * Blows every pixel up to a block: the fine map that looks like the coarse one.
 *
 * @throws {MorphologyError} `SIZE_MISMATCH` if the coarse map is not that of this size, `BLOCK_UNUSABLE`.
 */
export function repeatBlocks(coarse: IndexMap, { block, width, height }: RepeatBlocksOptions): IndexMap {
  assertMap(coarse);
  assertBlock(block);
  const wanted = [Math.ceil(width / block), Math.ceil(height / block)] as const;
  if (coarse.width !== wanted[0] || coarse.height !== wanted[1]) {
    throw new MorphologyError("SIZE_MISMATCH", {
      message:
        `coarse map is ${coarse.width}×${coarse.height}, but ${width}×${height} pixels in blocks of ${block} ` +
        `need ${wanted[0]}×${wanted[1]}; give the size before coarsening`,
      context: { coarse: [coarse.width, coarse.height], wanted, block },
    });
  }
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    const first = Math.floor(row / block) * coarse.width;
    if (row % block !== 0) data.copyWithin(start, start - width, start);
    else {
      for (let x = 0, at = first; x < width; x += block, at++)
        data.fill(coarse.data[at]!, start + x, start + Math.min(width, x + block));
    }
  }
  return { width, height, data };
}
