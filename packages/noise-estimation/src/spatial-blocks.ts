import { type LabelMap, type Window, wholeWindow } from "@undercoat/raster";
import { blocksOf, defaultBlockSize, hasLabel } from "./internal/blocks.ts";

/**
 * Cuts a label map evenly into blocks, in raster order; those whose labels are all ignored are left out. The blocks behind an
 * interval: {@link estimateNoise}.
 *
 * @param blockSize - Side in pixels, about. Default: 64 blocks or more, at most 256 pixels wide.
 *
 * @example
 * ```ts
 * for (const window of spatialBlocks(labels)) first.update(await read(window));
 * ```
 */
export function spatialBlocks(labels: LabelMap, blockSize?: number): Window[] {
  const whole = wholeWindow(labels);
  return blocksOf(whole, blockSize ?? defaultBlockSize([whole])).filter((window) => hasLabel(labels, window));
}
