import * as z from "zod";
import { parsedOptions } from "./internal/parsed-options.ts";
import { refusal } from "./internal/support.ts";

/** How much {@link estimateNoise} needs at least. */
export const LeastLabels = z.strictObject({
  /** Fewer labelled pixels are refused. */
  leastPixels: z.int().min(1).default(1000),
  /** Fewer blocks are refused: an interval from them would be a guess. */
  leastBlocks: z.int().min(2).default(10),
});
/** How much {@link estimateNoise} needs at least. */
export type LeastLabels = z.input<typeof LeastLabels>;

/**
 * Refuses labels that cannot carry an estimate whatever a model says: of one class only, too few, or on too few blocks. Ask
 * before training.
 *
 * @param labels - Pixels by label, and how many blocks hold some.
 * @throws {NoiseEstimationError} `NOT_SUPPORTED` with `context.reason` `"one-class"`, `"few-pixels"` or `"few-blocks"`;
 *   `OPTIONS_REFUSED`
 *
 * @example
 * ```ts
 * assertEnoughLabels({ labelCounts: [51_000, 9_000], blocks: folds.blocks.length });
 * ```
 */
export function assertEnoughLabels(
  { labelCounts, blocks }: { readonly labelCounts: readonly number[]; readonly blocks: number },
  options: LeastLabels = {},
): void {
  const { leastPixels, leastBlocks } = parsedOptions(LeastLabels, options);
  const pixels = labelCounts.reduce((sum, count) => sum + count, 0);
  if (labelCounts.filter((count) => count > 0).length < 2) {
    throw refusal(
      "one-class",
      `all ${pixels} labels are of one class: nothing tells its errors from the rest`,
      {
        pixels,
      },
    );
  }
  if (pixels < leastPixels) {
    throw refusal("few-pixels", `${pixels} labelled pixels are too few, expected ${leastPixels} or more`, {
      pixels,
    });
  }
  if (blocks < leastBlocks) {
    throw refusal(
      "few-blocks",
      `${blocks} blocks are too few for an interval, expected ${leastBlocks} or more; use smaller blocks or more ground`,
      { blocks },
    );
  }
}
