import type { BatchSource } from "@undercoat/datasets";
import { IGNORE_INDEX } from "@undercoat/raster";

/**
 * The same patches without classes: every label is 0, but 255 where it was 255. A loop whose model has other outputs
 * than classes takes such batches only.
 *
 * @example
 * ```ts
 * const batches = unlabelled(randomPatches(dataset, { size: 128, batchSize: 4, rng }));
 * ```
 */
export function unlabelled(batches: BatchSource): BatchSource {
  return {
    ...batches,
    next: () => {
      const batch = batches.next();
      return { ...batch, labels: batch.labels.map((label) => (label === IGNORE_INDEX ? label : 0)) };
    },
  };
}
