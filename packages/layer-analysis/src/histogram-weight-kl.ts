import { LayerAnalysisError } from "./errors.ts";
import { HistogramKlOptions } from "./histogram-kl-options.ts";
import { WEIGHT_BLIND_SPOTS } from "./internal/blind-spots.ts";
import { discreteKl, histogramEdges, jensenShannonOf, openCounts, sharesOf } from "./internal/histogram.ts";
import type { LayerMeasure, MeasureValue } from "./layer-measure.ts";

const UNDEFINED: MeasureValue = {
  divergence: Number.NaN,
  details: { reverse: Number.NaN, jensenShannon: Number.NaN },
};

/**
 * KL divergence between histograms of a layer's weights: `Σ_b P(b) · ln(P(b) / Q(b))`, in nats.
 * The reference alone fixes the bin edges, so several candidates are comparable.
 *
 * Details: `reverse` is KL(Q‖P) on the same bins; `jensenShannon` is the divergence (not its root),
 * symmetric and at most ln 2.
 *
 * @remarks Biased low where the candidate leaves bins empty. Under the null, about `bins / n`.
 * @throws {LayerAnalysisError} `OPTIONS_REFUSED` if an option does not fit.
 *
 * @example
 * ```ts
 * histogramWeightKl({ bins: 32 }).compare(before, after).details["jensenShannon"];
 * ```
 */
export function histogramWeightKl(options: HistogramKlOptions = {}): LayerMeasure<"weights"> {
  const { bins, pseudoCount } = parseOptions(options);
  return {
    kind: "weights",
    name: "histogram-weight-kl",
    options: { bins, pseudoCount },
    unit: "nat",
    notes: [
      ...WEIGHT_BLIND_SPOTS,
      `${bins} bins over the reference's range and pseudo-count ${pseudoCount}: another choice gives another number; biased low where one side leaves bins empty.`,
    ],
    compare(reference, candidate) {
      const edges = histogramEdges(reference.data, bins);
      if (edges === null) return UNDEFINED;
      const p = sharesOf(openCounts(reference.data, edges), pseudoCount);
      const q = sharesOf(openCounts(candidate.data, edges), pseudoCount);
      const details = { reverse: discreteKl(q, p), jensenShannon: jensenShannonOf(p, q) };
      return { divergence: discreteKl(p, q), details };
    },
  };
}

function parseOptions(options: HistogramKlOptions): { bins: number; pseudoCount: number } {
  const parsed = HistogramKlOptions.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LayerAnalysisError("OPTIONS_REFUSED", {
    message: `histogram options ${JSON.stringify(options)} do not fit ("${issue?.path.join(".") ?? ""}": ${issue?.message ?? ""}); take at least 2 bins and a pseudoCount above 0`,
    context: { options },
    cause: parsed.error,
  });
}
