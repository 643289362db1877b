import type { LayerMeasure } from "./layer-measure.ts";

/**
 * Relative change of a layer's weights, `‖w_Q − w_P‖ / ‖w_P‖` (Euclidean, no unit): unlike the weight statistics it
 * sees every moved weight. `NaN` where the reference is all zero.
 *
 * @example
 * ```ts
 * relativeWeightChange().compare(before, after).divergence; // 0 where nothing moved
 * ```
 */
export function relativeWeightChange(): LayerMeasure<"weights"> {
  return {
    kind: "weights",
    name: "relative-weight-change",
    options: {},
    unit: "1",
    notes: [
      "Relative weight change counts every moved weight, also those whose change the network does not feel: two functions that are equal up to an order of filters lie far apart.",
    ],
    compare(reference, candidate) {
      let change = 0;
      let size = 0;
      for (let i = 0; i < reference.data.length; i++) {
        change += (candidate.data[i]! - reference.data[i]!) ** 2;
        size += reference.data[i]! ** 2;
      }
      return { divergence: size === 0 ? Number.NaN : Math.sqrt(change / size), details: {} };
    },
  };
}
