import type * as z from "zod";
import type { ActivationComparison, ActivationMeasure, FeatureBlock } from "./activation-measure.ts";
import { ActivationHistogramOptions } from "./activation-options.ts";
import { binOf, discreteKl, edgesBetween, sharesOf } from "./internal/histogram.ts";
import { meanOfDefined } from "./internal/mean-of-defined.ts";
import { ChannelMoments } from "./internal/moments.ts";
import { parseOptions } from "./internal/parse-options.ts";
import { requireSameChannels } from "./internal/same-channels.ts";
import { ChannelTails } from "./internal/tails.ts";

type Resolved = z.output<typeof ActivationHistogramOptions>;

/** Tails that the pooled range cuts off, as shares. */
const [LOWER, UPPER] = [0.001, 0.999];

/**
 * Activation measure A3: per channel, KL(reference‖candidate) between histograms of the features, mean over the
 * channels that change in the reference, in nats. With edges from the reference several candidates are comparable;
 * pooled edges follow both models.
 *
 * @remarks Two passes; three with pooled edges, which keep the outermost 0.1 % of the values of each channel in memory.
 * @throws {LayerAnalysisError} `OPTIONS_REFUSED` if an option does not fit.
 *
 * @example
 * ```ts
 * const measure = activationHistogramKl({ bins: 64, edges: "pooled" });
 * ```
 */
export function activationHistogramKl(options: ActivationHistogramOptions = {}): ActivationMeasure {
  const parsed = parseOptions(ActivationHistogramOptions, options, "activation histogram");
  return {
    kind: "activations",
    name: "activation-histogram-kl",
    options: parsed,
    unit: "nat",
    notes: [
      `${parsed.bins} bins per channel over the ${parsed.edges === "reference" ? "reference's range" : "0.1–99.9 % range of both models"}: another choice gives another number. Blind to where in an image a feature fires.`,
    ],
    passes: parsed.edges === "reference" ? 2 : 3,
    begin: (sizes) => comparison(requireSameChannels(sizes), parsed),
  };
}

function comparison(channels: number, options: Resolved): ActivationComparison {
  const range = new ChannelMoments(channels);
  const counts = [0, 1].map(() => new Float64Array(channels * (options.bins + 2)));
  const pooled = options.edges === "pooled";
  const last = pooled ? 2 : 1;
  let tails: ChannelTails | null = null;
  let edges: readonly (Float64Array | null)[] | null = null;
  const count = (target: Float64Array, { data }: FeatureBlock) => {
    edges ??= edgesOf(range, tails, options.bins);
    for (let i = 0, c = 0; i < data.length; i++, c = c + 1 === channels ? 0 : c + 1) {
      const own = edges[c]!;
      if (own === null) continue;
      const value = pooled ? Math.min(Math.max(data[i]!, own[0]!), own.at(-1)!) : data[i]!;
      target[c * (options.bins + 2) + binOf(value, own)]! += 1;
    }
  };
  return {
    update(reference, candidate, pass) {
      if (pass === 0) return range.include(reference.data);
      if (pass === last) {
        count(counts[0]!, reference);
        return count(counts[1]!, candidate);
      }
      tails ??= new ChannelTails(channels, 2 * range.count, [LOWER, UPPER]);
      tails.include(reference.data);
      tails.include(candidate.data);
    },
    value() {
      const perChannel = Array.from({ length: channels }, (_, c) =>
        range.low[c]! < range.high[c]! && edges?.[c] != null
          ? klOfCounts(
              counts.map((all) => all.subarray(c * (options.bins + 2), (c + 1) * (options.bins + 2))),
              options,
            )
          : Number.NaN,
      );
      const { mean, skipped } = meanOfDefined(perChannel);
      return { divergence: mean, perChannel, skippedChannels: skipped, details: {} };
    },
  };
}

function edgesOf(
  range: ChannelMoments,
  tails: ChannelTails | null,
  bins: number,
): readonly (Float64Array | null)[] {
  return Array.from({ length: range.channels }, (_, c) => {
    const [low, high] = tails === null ? [range.low[c]!, range.high[c]!] : tails.range(c);
    return low < high ? edgesBetween(low, high, bins) : null;
  });
}

function klOfCounts(
  [reference, candidate]: readonly Float64Array[],
  { edges, pseudoCount, epsilon }: Resolved,
): number {
  if (edges === "reference")
    return discreteKl(sharesOf(reference!, pseudoCount), sharesOf(candidate!, pseudoCount));
  const closed = [reference!, candidate!].map((counts) => sharesOf(counts.subarray(1, -1), 0)); // nothing lies outside
  const [p, q] = closed.map((shares) => sharesOf(shares, epsilon));
  return discreteKl(p!, q!);
}
