import type { HistogramKlOptions } from "./histogram-kl-options.ts";
import { histogramWeightKl } from "./histogram-weight-kl.ts";
import type { LayerMeasure } from "./layer-measure.ts";

/**
 * Jensen–Shannon divergence between histograms of a layer's weights, on the bins of {@link histogramWeightKl};
 * symmetric up to the bin edges, which the reference fixes, and at most ln 2 nats.
 *
 * @throws {LayerAnalysisError} `OPTIONS_REFUSED` if an option does not fit.
 * @see {@link https://doi.org/10.1109/18.61115 | Lin 1991}
 *
 * @example
 * ```ts
 * jensenShannonWeights({ bins: 32 }).compare(before, after).divergence;
 * ```
 */
export function jensenShannonWeights(options: HistogramKlOptions = {}): LayerMeasure<"weights"> {
  const histogram = histogramWeightKl(options);
  return {
    ...histogram,
    name: "jensen-shannon-weights",
    compare(reference, candidate) {
      const { divergence, details } = histogram.compare(reference, candidate);
      return { divergence: details["jensenShannon"]!, details: { kl: divergence } };
    },
  };
}
