import type { ActivationMeasure, ActivationValue, FeatureBlock } from "./activation-measure.ts";
import { emptyProbe, GuardedComparison } from "./internal/guarded-comparison.ts";

/**
 * Compares features that are on the host already, block by block, in as many passes as the measure takes.
 *
 * @param blocks - Pairs of reference and candidate features at the same positions; iterated once per pass.
 * @throws {LayerAnalysisError} `EMPTY_INPUT` without a block, `PASSES_DIFFER` where a later pass brings others,
 *   `LAYER_MISMATCH` where the measure needs equal channels, `NOT_FINITE`.
 *
 * @example
 * ```ts
 * const clean = { channels: 2, data: Float32Array.of(1, 0, 0, 1) };
 * const noisy = { channels: 2, data: Float32Array.of(1, 0, 0.5, 1) };
 * const { divergence } = compareFeatures(channelSoftmaxKl(), [[clean, noisy]]);
 * ```
 */
export function compareFeatures(
  measure: ActivationMeasure,
  blocks: Iterable<readonly [FeatureBlock, FeatureBlock]>,
): ActivationValue {
  let guarded: GuardedComparison | null = null;
  for (let pass = 0; pass < measure.passes; pass++) {
    for (const [reference, candidate] of blocks) {
      guarded ??= new GuardedComparison(
        measure.begin({ reference: reference.channels, candidate: candidate.channels }),
        measure.passes,
        "the layer",
      );
      guarded.update(reference, candidate, pass);
    }
  }
  if (guarded === null) throw emptyProbe();
  return guarded.value();
}
