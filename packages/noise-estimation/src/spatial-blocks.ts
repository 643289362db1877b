import { type LabelMap, type Window, wholeWindow } from "@undercoat/raster";
import { NoiseEstimationError } from "./errors.ts";
import { blocksOf, defaultBlockSize, hasLabel } from "./internal/blocks.ts";

/**
 * Cuts a label map evenly into blocks, in raster order; those whose labels are all ignored are left out. The blocks behind an
 * interval: {@link estimateNoise}.
 *
 * @param blockSize - Side in pixels, about. Default: 64 blocks or more, at most 256 pixels wide.
 * @throws {NoiseEstimationError} `OPTIONS_REFUSED` for a side that is not a whole number from 1.
 *
 * @example
 * ```ts
 * for (const window of spatialBlocks(labels)) first.update(await read(window));
 * ```
 */
export function spatialBlocks(labels: LabelMap, blockSize?: number): Window[] {
  if (blockSize !== undefined && !(Number.isSafeInteger(blockSize) && blockSize >= 1)) {
    throw new NoiseEstimationError("OPTIONS_REFUSED", {
      message: `the block size is ${blockSize}, expected a whole number of pixels from 1; leave it out for 64 blocks or more`,
      context: { blockSize },
    });
  }
  const whole = wholeWindow(labels);
  return blocksOf(whole, blockSize ?? defaultBlockSize([whole])).filter((window) => hasLabel(labels, window));
}
