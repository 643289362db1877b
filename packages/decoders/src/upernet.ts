import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Decoder, DecoderGraph } from "@undercoat/segmentation";
import {
  adaptiveAveragePool,
  add,
  concatenate,
  type GraphBuilder,
  layerNorm,
  sizeGuard,
  upsampleTo,
} from "@undercoat/tensor";
import { convolutionNormRelu, GroupList, scaledChannels } from "./internal/blocks.ts";
import { deepestFeatures, type EncoderOutputs } from "./internal/choose-features.ts";
import { UpernetOptions } from "./upernet-options.ts";

const NAME = "upernet";
const REDUCTIONS = [4, 8, 16, 32] as const;
const BINS = [1, 2, 3, 6] as const;
const MULTIPLE = 4;

/**
 * UPerNet as in segmentation_models.pytorch: layer norms on the four deepest features; pyramid pooling of the deepest;
 * a top-down pathway of 1×1 convolutions and sums; 3×3 convolutions; everything at a quarter of the image's size, side
 * by side, and a 3×3 convolution; head 1×1, bilinear ×4 (aligned corners). Enlarging inside is bilinear with
 * half-pixel centres, to the size of the next feature.
 *
 * Groups `decoder.norms`, `decoder.psp`, `decoder.laterals`, `decoder.convolutions`, `decoder.fusion`. Images are
 * multiples of 4 pixels. `connect` throws a `DecodersError` `FEATURE_COUNT` or `REDUCTION_MISMATCH` unless the four
 * deepest features have reductions 4, 8, 16 and 32.
 *
 * @see {@link https://arxiv.org/abs/1807.10221 | Xiao et al., ECCV 2018}
 *
 * @example
 * ```ts
 * const decoder = upernet({ channels: 64 });
 * ```
 */
export function upernet(options: UpernetOptions = {}): Decoder {
  const parsed = UpernetOptions.parse(options);
  const filters = scaledChannels(parsed.channels, parsed.width);
  return {
    kind: "decoder",
    specVersion: 1,
    name: NAME,
    options: parsed,
    sizeMultiple: MULTIPLE,
    head: { kernelSize: 1, upsampling: 4, alignCorners: true },
    connect: (features, info, image) => connectPyramid({ features, info }, image, filters),
  };
}

function connectPyramid(outputs: EncoderOutputs, image: SymbolicTensor, filters: number): DecoderGraph {
  const features = deepestFeatures(NAME, outputs, REDUCTIONS).map(({ tensor }) => tensor);
  const list = new GroupList();
  const normed: SymbolicTensor[] = [];
  list.add("decoder.norms", (graph) => {
    normed.push(...features.map((feature, index) => addNorm(graph, feature, index)));
    return normed.at(-1)!;
  });
  const [deepest, ...skips] = normed.toReversed() as [SymbolicTensor, ...SymbolicTensor[]];
  const pooled = list.add("decoder.psp", (graph) => {
    const guard = sizeGuard({ name: "decoder.size", multiple: MULTIPLE });
    return addPooling(graph, graph.apply(guard, [deepest, image]), filters);
  });
  const levels = [pooled];
  list.add("decoder.laterals", (graph) => {
    for (const [index, skip] of skips.entries())
      levels.push(addLateral(graph, levels.at(-1)!, { skip, index, filters }));
    return levels.at(-1)!;
  });
  const maps = [pooled];
  list.add("decoder.convolutions", (graph) => {
    for (const [index, level] of levels.slice(1).entries()) {
      const path = `decoder.fpn_conv_blocks.${index}`;
      maps.push(convolutionNormRelu(graph, level, { path, filters, kernelSize: 3 }));
    }
    return maps.at(-1)!;
  });
  const output = list.add("decoder.fusion", (graph) => addFusion(graph, maps, filters));
  return { output, groups: list.groups };
}

function addNorm(graph: GraphBuilder, feature: SymbolicTensor, index: number): SymbolicTensor {
  return graph.apply(layerNorm({ name: `decoder.feature_norms.${index}`, epsilon: 1e-6 }), feature);
}

function addPooling(graph: GraphBuilder, feature: SymbolicTensor, filters: number): SymbolicTensor {
  const parts = BINS.map((size, index) => {
    const path = `decoder.psp.blocks.${index}`;
    const bins = graph.apply(adaptiveAveragePool({ name: `${path}.0`, size }), feature);
    const convolved = convolutionNormRelu(graph, bins, { path: `${path}.1`, filters, kernelSize: 1 });
    return enlarged(graph, convolved, { path, like: feature });
  });
  const joined = graph.apply(concatenate({ name: "decoder.psp.concatenate" }), [feature, ...parts]);
  return convolutionNormRelu(graph, joined, { path: "decoder.psp.out_conv", filters, kernelSize: 3 });
}

interface LateralPlan {
  readonly skip: SymbolicTensor;
  readonly index: number;
  readonly filters: number;
}

function addLateral(
  graph: GraphBuilder,
  above: SymbolicTensor,
  { skip, index, filters }: LateralPlan,
): SymbolicTensor {
  const path = `decoder.fpn_lateral_blocks.${index}`;
  const sizes = { path: `${path}.conv_norm_relu`, filters, kernelSize: 1 };
  const lateral = convolutionNormRelu(graph, skip, sizes);
  const larger = enlarged(graph, above, { path, like: lateral });
  return graph.apply(add({ name: `${path}.add` }), [larger, lateral]);
}

/** All maps at the size of the last, shallow to deep. */
function addFusion(graph: GraphBuilder, maps: readonly SymbolicTensor[], filters: number): SymbolicTensor {
  const like = maps.at(-1)!;
  const resized = maps.map((map, index) =>
    map === like ? map : enlarged(graph, map, { path: `decoder.fusion_block.${index}`, like }),
  );
  const joined = graph.apply(concatenate({ name: "decoder.fusion_block.concatenate" }), resized.toReversed());
  return convolutionNormRelu(graph, joined, { path: "decoder.fusion_block", filters, kernelSize: 3 });
}

function enlarged(
  graph: GraphBuilder,
  map: SymbolicTensor,
  { path, like }: { readonly path: string; readonly like: SymbolicTensor },
): SymbolicTensor {
  return graph.apply(upsampleTo({ name: `${path}.upsample`, interpolation: "bilinear" }), [map, like]);
}
