import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Decoder, DecoderGraph, FeatureInfo, LayerGroup } from "@undercoat/segmentation";
import { add, convolution, GraphBuilder, upsampleTo } from "@undercoat/tensor";
import { DecodersError } from "./errors.ts";
import { LateralFpnOptions } from "./lateral-fpn-options.ts";

/**
 * A small feature pyramid: 1×1 convolutions without bias on every feature, summed top-down with
 * nearest-neighbour upsampling; 3×3 convolution, batch norm and ReLU on the half-size map; head 3×3,
 * bilinear ×2. Groups from deep to shallow, named by level as in Pn of reduction 2^n: `decoder.p5` …
 * `decoder.p1`, then `decoder.merge`.
 *
 * `connect` throws a `DecodersError`: `FEATURE_COUNT` without features, `REDUCTION_MISMATCH` unless the
 * first feature has reduction 2.
 *
 * @see {@link https://arxiv.org/abs/1612.03144 | Lin et al., CVPR 2017}, which this simplifies
 *
 * @example
 * ```ts
 * const decoder = lateralFpn({ channels: 32 });
 * ```
 */
export function lateralFpn(options: LateralFpnOptions = {}): Decoder {
  const parsed = LateralFpnOptions.parse(options);
  return {
    kind: "decoder",
    specVersion: 1,
    name: "lateral-fpn",
    options: parsed,
    sizeMultiple: 2,
    head: { kernelSize: 3, upsampling: 2 },
    connect: (features, info) => connectPyramid(features, info, parsed.channels),
  };
}

function connectPyramid(
  features: readonly SymbolicTensor[],
  info: readonly FeatureInfo[],
  channels: number,
): DecoderGraph {
  checkFeatures(info);
  const groups: LayerGroup[] = [];
  let y: SymbolicTensor | null = null;
  for (let index = features.length - 1; index >= 0; index--) {
    const graph = new GraphBuilder();
    y = addLevel(graph, y, { feature: features[index]!, index, channels });
    groups.push({ name: `decoder.p${Math.log2(info[index]!.reduction)}`, layerNames: graph.layerNames });
  }
  const graph = new GraphBuilder();
  const plan = { name: "decoder.merge.0", normName: "decoder.merge.1", filters: channels, kernelSize: 3 };
  const output = graph.relu(graph.convolutionNorm(y as SymbolicTensor, plan), "decoder.merge.2");
  return { output, groups: [...groups, { name: "decoder.merge", layerNames: graph.layerNames }] };
}

interface LevelPlan {
  readonly feature: SymbolicTensor;
  /** Position of the feature, shallow to deep. */
  readonly index: number;
  readonly channels: number;
}

function addLevel(
  graph: GraphBuilder,
  above: SymbolicTensor | null,
  { feature, index, channels }: LevelPlan,
): SymbolicTensor {
  const name = `decoder.laterals.${index}`;
  const lateral = graph.apply(convolution({ name, filters: channels, kernelSize: 1 }), feature);
  if (above === null) return lateral;
  const upsample = upsampleTo({ name: `decoder.upsample.${index}`, interpolation: "nearest" });
  return graph.apply(add({ name: `decoder.add.${index}` }), [
    graph.apply(upsample, [above, lateral]),
    lateral,
  ]);
}

function checkFeatures(info: readonly FeatureInfo[]): void {
  const reduction = info[0]?.reduction;
  if (reduction === undefined) {
    throw new DecodersError("FEATURE_COUNT", {
      message: 'decoder "lateral-fpn" got 0 features, expected at least 1; use an encoder with features',
      context: { count: 0 },
    });
  }
  if (reduction === 2) return;
  throw new DecodersError("REDUCTION_MISMATCH", {
    message: `the first feature has reduction ${reduction}, but decoder "lateral-fpn" enlarges by 2; use an encoder that starts at 2`,
    context: { reduction, expected: 2 },
  });
}
