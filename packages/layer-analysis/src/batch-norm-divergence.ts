import { LayerAnalysisError } from "./errors.ts";
import { meanOfDefined } from "./internal/mean-of-defined.ts";
import { gaussianKl } from "./internal/moments.ts";
import type { LayerParameter, LayerWeights } from "./layer-weights.ts";
import type { LayerDivergence } from "./weight-divergence.ts";

/** Means and variances of the channels of one normalisation layer. */
export interface ChannelStatistics {
  readonly mean: ArrayLike<number>;
  readonly variance: ArrayLike<number>;
}

/** KL of channel statistics: one number per channel, and their mean. */
export interface ChannelDivergence {
  readonly perChannel: readonly number[];
  /** Channels with a variance of 0 in either model: `NaN`, and left out of the mean. */
  readonly skipped: readonly number[];
  readonly mean: number;
}

/** KL(reference‖candidate) between Gaussians of (mean, variance) per channel, in nats, and the mean over channels. */
export function channelDivergence(
  reference: ChannelStatistics,
  candidate: ChannelStatistics,
): ChannelDivergence {
  const perChannel = Array.from(reference.mean, (mean, c) =>
    gaussianKl(
      { mean, variance: reference.variance[c]! },
      { mean: candidate.mean[c]!, variance: candidate.variance[c]! },
    ),
  );
  return { perChannel, ...meanOfDefined(perChannel) };
}

/**
 * Activation measure A2 from the running statistics of batch normalisations: a row per layer group that has any, in
 * network order; the value is the mean over its normalisation layers, in nats.
 *
 * @remarks Running statistics follow the training's last batches. To compare on fixed images instead, recompute them
 *   (`calibrateBatchNorm` of `@undercoat/tensor`) on copies of both models first.
 * @throws {LayerAnalysisError} `LAYER_MISMATCH` if the models have other normalisation layers, `EMPTY_INPUT` if none.
 *
 * @example
 * ```ts
 * const rows = batchNormDivergence(layerWeightsOf(clean), layerWeightsOf(noisy));
 * ```
 */
export function batchNormDivergence(reference: LayerWeights, candidate: LayerWeights): LayerDivergence[] {
  const [p, q] = [normalisationsOf(reference), normalisationsOf(candidate)];
  const [names, others] = [[...p.keys()].join(), [...q.keys()].join()];
  if (names !== others)
    throw new LayerAnalysisError("LAYER_MISMATCH", {
      message: `the reference has ${p.size} normalisation layers and the candidate ${q.size}, or under other names; compare models of one architecture`,
      context: { reference: [...p.keys()], candidate: [...q.keys()] },
    });
  if (p.size === 0)
    throw new LayerAnalysisError("EMPTY_INPUT", {
      message: "the models have 0 batch normalisations, expected at least 1; take another measure",
    });
  return reference.groups.flatMap((group) => {
    const own = [...p].filter(([, layer]) => layer.group === group);
    return own.length === 0 ? [] : [rowOf(group, own, q)];
  });
}

interface Normalisation extends ChannelStatistics {
  readonly group: string;
}

function rowOf(
  group: string,
  own: readonly (readonly [string, Normalisation])[],
  candidates: ReadonlyMap<string, Normalisation>,
): LayerDivergence {
  const values = own.map(([name, layer]) => channelDivergence(layer, candidates.get(name)!));
  const { mean, skipped } = meanOfDefined(values.map((value) => value.mean));
  return {
    layer: group,
    group,
    kind: "statistic",
    divergence: mean,
    count: own.reduce((sum, [, layer]) => sum + layer.mean.length, 0),
    details: { skippedChannels: values.reduce((sum, value) => sum + value.skipped.length, 0) },
    undefinedTensors: skipped.map((index) => own[index]![0]),
  };
}

const MEAN = ".running_mean";

function normalisationsOf({ parameters }: LayerWeights): Map<string, Normalisation> {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const layers = parameters.flatMap(({ name, group, data }): [string, Normalisation][] => {
    if (!name.endsWith(MEAN)) return [];
    const layer = name.slice(0, -MEAN.length);
    const variance = byName.get(`${layer}.running_var`) as LayerParameter | undefined;
    return variance === undefined ? [] : [[layer, { group, mean: data, variance: variance.data }]];
  });
  return new Map(layers);
}
