import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Decoder, DecoderGraph } from "@undercoat/segmentation";
import {
  add,
  channelDropout,
  concatenate,
  convolution,
  type GraphBuilder,
  groupNorm,
  sizeGuard,
  upsampleBy,
} from "@undercoat/tensor";
import type * as z from "zod";
import { FPN_NORM_GROUPS, FpnOptions } from "./fpn-options.ts";
import { GroupList, scaledChannels } from "./internal/blocks.ts";
import { deepestFeatures, type EncoderOutputs } from "./internal/choose-features.ts";

const NAME = "fpn";
const REDUCTIONS = [4, 8, 16, 32] as const;

type Settings = z.output<typeof FpnOptions>;

/**
 * Feature pyramid as in segmentation_models.pytorch: 1×1 convolutions on the four deepest features, summed
 * top-down; segmentation blocks of 3×3 convolution, group norm, ReLU and bilinear upsampling (aligned corners)
 * bring every level to a quarter of the image's size, where they are merged; head 1×1, bilinear ×4 (aligned corners).
 *
 * Groups `decoder.p5` … `decoder.p2` (the pyramid), `decoder.s5` … `decoder.s2` (the segmentation blocks). Images are multiples of 32 pixels. `connect` throws a `DecodersError` `FEATURE_COUNT` or
 * `REDUCTION_MISMATCH` unless the four deepest features have reductions 4, 8, 16 and 32.
 *
 * @see {@link https://arxiv.org/abs/1612.03144 | Lin et al., CVPR 2017} and
 *   {@link https://arxiv.org/abs/1901.02446 | Kirillov et al., CVPR 2019}
 *
 * @example
 * ```ts
 * const decoder = fpn({ mergePolicy: "cat" });
 * ```
 */
export function fpn(options: FpnOptions = {}): Decoder {
  const parsed = FpnOptions.parse(options);
  return {
    kind: "decoder",
    specVersion: 1,
    name: NAME,
    options: parsed,
    sizeMultiple: 32,
    head: { kernelSize: 1, upsampling: 4, alignCorners: true },
    connect: (features, info, image) => connectPyramid({ features, info }, image, parsed),
  };
}

function connectPyramid(outputs: EncoderOutputs, image: SymbolicTensor, settings: Settings): DecoderGraph {
  const list = new GroupList();
  const levels: SymbolicTensor[] = [];
  for (const [index, { tensor }] of deepestFeatures(NAME, outputs, REDUCTIONS).toReversed().entries()) {
    const name = `decoder.p${5 - index}`;
    const above = levels[index - 1];
    const build = (graph: GraphBuilder) =>
      above === undefined
        ? topLevel(graph, { name, feature: tensor, image, settings })
        : nextLevel(graph, { name, feature: tensor, above, settings });
    levels.push(list.add(name, build));
  }
  const maps: SymbolicTensor[] = [];
  for (const [index, level] of levels.entries()) {
    const output = list.add(`decoder.s${5 - index}`, (graph) => {
      const map = addSegmentationBlock(graph, level, index, settings);
      return index < levels.length - 1 ? map : merged(graph, [...maps, map], settings);
    });
    maps.push(output);
  }
  return { output: maps.at(-1)!, groups: list.groups };
}

interface LevelPlan {
  readonly name: string;
  readonly feature: SymbolicTensor;
  readonly settings: Settings;
}

function topLevel(
  graph: GraphBuilder,
  { name, feature, image, settings }: LevelPlan & { readonly image: SymbolicTensor },
): SymbolicTensor {
  const guard = sizeGuard({ name: "decoder.size", multiple: 32 });
  return lateral(graph, graph.apply(guard, [feature, image]), name, settings);
}

function nextLevel(
  graph: GraphBuilder,
  { name, feature, above, settings }: LevelPlan & { readonly above: SymbolicTensor },
): SymbolicTensor {
  const { interpolation } = settings;
  const larger = graph.apply(upsampleBy({ name: `${name}.upsample`, factor: 2, interpolation }), above);
  const skip = lateral(graph, feature, `${name}.skip_conv`, settings);
  return graph.apply(add({ name: `${name}.add` }), [larger, skip]);
}

function lateral(
  graph: GraphBuilder,
  feature: SymbolicTensor,
  name: string,
  { pyramidChannels, width }: Settings,
): SymbolicTensor {
  const filters = scaledChannels(pyramidChannels, width);
  return graph.apply(convolution({ name, filters, kernelSize: 1, useBias: true }), feature);
}

/** As many upsamplings as bring the level to a quarter of the image's size; at least one convolution. */
function addSegmentationBlock(
  graph: GraphBuilder,
  level: SymbolicTensor,
  index: number,
  { segmentationChannels, width }: Settings,
): SymbolicTensor {
  const upsamplings = 3 - index;
  const filters = scaledChannels(segmentationChannels, width, FPN_NORM_GROUPS);
  let y = level;
  for (let step = 0; step < Math.max(1, upsamplings); step++) {
    const path = `decoder.seg_blocks.${index}.block.${step}`;
    const kernel = { name: `${path}.block.0`, filters, kernelSize: 3, padding: 1 };
    y = graph.apply(convolution(kernel), y);
    y = graph.apply(groupNorm({ name: `${path}.block.1`, groups: FPN_NORM_GROUPS }), y);
    y = graph.relu(y, `${path}.block.2`);
    if (upsamplings === 0) continue;
    const name = `${path}.upsample`;
    y = graph.apply(upsampleBy({ name, factor: 2, interpolation: "bilinear", alignCorners: true }), y);
  }
  return y;
}

function merged(
  graph: GraphBuilder,
  maps: readonly SymbolicTensor[],
  { mergePolicy, dropout }: Settings,
): SymbolicTensor {
  const merge = mergePolicy === "add" ? add : concatenate;
  const y = graph.apply(merge({ name: "decoder.merge" }), [...maps]);
  return dropout === 0 ? y : graph.apply(channelDropout({ name: "decoder.dropout", rate: dropout }), y);
}
