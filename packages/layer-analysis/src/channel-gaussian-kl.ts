import type { ActivationMeasure } from "./activation-measure.ts";
import { meanOfDefined } from "./internal/mean-of-defined.ts";
import { ChannelMoments, gaussianKl } from "./internal/moments.ts";
import { requireSameChannels } from "./internal/same-channels.ts";

/**
 * Activation measure A2 on a probe set: per channel, KL(reference‖candidate) of Gaussians fitted to the features, mean
 * over the channels for which it is defined, in nats. One pass. For running statistics see `batchNormDivergence`.
 *
 * @example
 * ```ts
 * const measure = channelGaussianKl();
 * ```
 */
export function channelGaussianKl(): ActivationMeasure {
  return {
    kind: "activations",
    name: "channel-gaussian-kl",
    options: {},
    unit: "nat",
    notes: [
      "Gaussians fitted per channel: blind to everything but mean and spread, and to which image moved. Channels that never change are skipped.",
    ],
    passes: 1,
    begin(sizes) {
      const channels = requireSameChannels(sizes);
      const [p, q] = [new ChannelMoments(channels), new ChannelMoments(channels)];
      return {
        update(reference, candidate) {
          p.include(reference.data);
          q.include(candidate.data);
        },
        value() {
          const perChannel = Array.from({ length: channels }, (_, c) => gaussianKl(p.at(c), q.at(c)));
          const { mean, skipped } = meanOfDefined(perChannel);
          return { divergence: mean, perChannel, skippedChannels: skipped, details: {} };
        },
      };
    },
  };
}
