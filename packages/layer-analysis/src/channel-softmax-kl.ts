import type { ActivationComparison, ActivationMeasure, FeatureBlock } from "./activation-measure.ts";
import { ChannelSoftmaxOptions } from "./activation-options.ts";
import { ChannelMoments } from "./internal/moments.ts";
import { parseOptions } from "./internal/parse-options.ts";
import { requireSameChannels } from "./internal/same-channels.ts";

/**
 * Activation measure A1: at every position a softmax over the channels of each model, and the mean over positions of
 * KL(reference‖candidate), divided by ln C: 0 for equal features, no upper end. `NaN` for a single channel.
 *
 * @remarks Two passes over the images with `standardise`, one without. Channels that never change become 0.
 *   Details: `unnormalised`, in nats.
 * @throws {LayerAnalysisError} `OPTIONS_REFUSED` if an option does not fit.
 *
 * @example
 * ```ts
 * const measure = channelSoftmaxKl({ temperature: 1, standardise: true });
 * ```
 */
export function channelSoftmaxKl(options: ChannelSoftmaxOptions = {}): ActivationMeasure {
  const parsed = parseOptions(ChannelSoftmaxOptions, options, "channel softmax");
  const passes = parsed.standardise ? 2 : 1;
  return {
    kind: "activations",
    name: "channel-softmax-kl",
    options: parsed,
    unit: "nat / ln C",
    notes: [
      `Softmax over channels at temperature ${parsed.temperature}, features ${parsed.standardise ? "standardised per channel" : "as they are: deep layers saturate"}: another choice gives another number. Channels in another order count as a difference.`,
    ],
    passes,
    begin: (channels) => comparison(requireSameChannels(channels), passes, parsed.temperature),
  };
}

function comparison(channels: number, passes: number, temperature: number): ActivationComparison {
  const moments = [new ChannelMoments(channels), new ChannelMoments(channels)] as const;
  const scaled = [new Float64Array(channels), new Float64Array(channels)] as const;
  let total = 0;
  let positions = 0;
  const accumulate = (blocks: readonly [FeatureBlock, FeatureBlock]) => {
    const scales = passes === 1 ? null : moments.map(scaleOf);
    for (let start = 0; start < blocks[0].data.length; start += channels) {
      for (const side of [0, 1] as const)
        logSoftmaxInto(scaled[side], blocks[side].data, start, temperature, scales?.[side]);
      total += klOfLogs(scaled[0], scaled[1]);
      positions += 1;
    }
  };
  return {
    update(reference, candidate, pass) {
      if (pass === passes - 1) return accumulate([reference, candidate]);
      moments[0].include(reference.data);
      moments[1].include(candidate.data);
    },
    value() {
      const unnormalised = total / positions;
      const divergence = channels === 1 ? Number.NaN : unnormalised / Math.log(channels);
      return { divergence, perChannel: null, skippedChannels: [], details: { unnormalised } };
    },
  };
}

interface Scale {
  readonly mean: Float64Array;
  readonly factor: Float64Array;
}

function scaleOf(moments: ChannelMoments): Scale {
  const factor = Float64Array.from(moments.means, (_, c) => {
    const { variance } = moments.at(c);
    return variance > 0 ? 1 / Math.sqrt(variance) : 0;
  });
  return { mean: moments.means, factor };
}

/** Logarithm of the softmax of one position's channels, shifted by the largest so that nothing overflows. */
function logSoftmaxInto(
  target: Float64Array,
  data: Float32Array,
  start: number,
  temperature: number,
  scale: Scale | undefined,
): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < target.length; c++) {
    const raw = data[start + c]!;
    const value = (scale === undefined ? raw : (raw - scale.mean[c]!) * scale.factor[c]!) / temperature;
    target[c] = value;
    if (value > most) most = value;
  }
  let sum = 0;
  for (let c = 0; c < target.length; c++) sum += Math.exp(target[c]! - most);
  const logSum = most + Math.log(sum);
  for (let c = 0; c < target.length; c++) target[c]! -= logSum;
}

function klOfLogs(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < p.length; c++) sum += Math.exp(p[c]!) * (p[c]! - q[c]!);
  return sum;
}
