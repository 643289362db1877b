import type { LayerMeasure } from "./layer-measure.ts";

/**
 * The symmetric variant of a directed weight measure: KL(P‖Q) + KL(Q‖P) (Jeffreys), in the measure's unit.
 * Its name is the measure's with `symmetric-` in front.
 *
 * @see {@link https://doi.org/10.1098/rspa.1946.0056 | Jeffreys 1946}
 *
 * @example
 * ```ts
 * symmetricMeasure(gaussianWeightKl()).name; // "symmetric-gaussian-weight-kl"
 * ```
 */
export function symmetricMeasure(measure: LayerMeasure<"weights">): LayerMeasure<"weights"> {
  return {
    ...measure,
    name: `symmetric-${measure.name}`,
    compare(reference, candidate) {
      const { divergence, details } = measure.compare(reference, candidate);
      const reverse = details["reverse"] ?? measure.compare(candidate, reference).divergence;
      return { divergence: divergence + reverse, details: { forward: divergence, reverse } };
    },
  };
}
