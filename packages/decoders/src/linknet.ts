import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Decoder, DecoderGraph } from "@undercoat/segmentation";
import { add, batchNorm, type GraphBuilder, sizeGuard, transposedConvolution } from "@undercoat/tensor";
import { convolutionNormRelu, GroupList } from "./internal/blocks.ts";
import { deepestFeatures, type EncoderOutputs } from "./internal/choose-features.ts";
import { LinknetOptions } from "./linknet-options.ts";

const NAME = "linknet";
const REDUCTIONS = [2, 4, 8, 16, 32] as const;

/**
 * LinkNet as in segmentation_models.pytorch: five blocks of 1×1 convolution to a quarter of the channels, transposed
 * 4×4 convolution that doubles the size, and 1×1 convolution; the skip connection is added after the block; head 1×1.
 *
 * Groups `decoder.block1` … `decoder.block5`, deep to shallow. Images are multiples of 32 pixels. `connect` throws a
 * `DecodersError` `FEATURE_COUNT` or `REDUCTION_MISMATCH` unless there are features of reductions 2 to 32.
 *
 * @see {@link https://arxiv.org/abs/1707.03718 | Chaurasia and Culurciello, VCIP 2017}
 *
 * @example
 * ```ts
 * const decoder = linknet();
 * ```
 */
export function linknet(options: LinknetOptions = {}): Decoder {
  const parsed = LinknetOptions.parse(options);
  return {
    kind: "decoder",
    specVersion: 1,
    name: NAME,
    options: parsed,
    sizeMultiple: 32,
    head: { kernelSize: 1, upsampling: 1 },
    connect: (features, info, image) => connectBlocks({ features, info }, image, parsed.prefinalChannels),
  };
}

function connectBlocks(
  outputs: EncoderOutputs,
  image: SymbolicTensor,
  prefinalChannels: number,
): DecoderGraph {
  const features = deepestFeatures(NAME, outputs, REDUCTIONS).toReversed();
  const channels = [...features.map((feature) => feature.channels), prefinalChannels];
  const list = new GroupList();
  let y = features[0]!.tensor;
  for (const index of features.keys()) {
    const sizes = { index, inChannels: channels[index]!, outChannels: channels[index + 1]! };
    const skip = features[index + 1]?.tensor;
    y = list.add(`decoder.block${index + 1}`, (graph) => {
      const guard = sizeGuard({ name: "decoder.size", multiple: 32 });
      const input = index === 0 ? graph.apply(guard, [y, image]) : y;
      const block = addBlock(graph, input, sizes);
      return skip ? graph.apply(add({ name: `decoder.blocks.${index}.add` }), [block, skip]) : block;
    });
  }
  return { output: y, groups: list.groups };
}

interface BlockSizes {
  readonly index: number;
  readonly inChannels: number;
  readonly outChannels: number;
}

function addBlock(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { index, inChannels, outChannels }: BlockSizes,
): SymbolicTensor {
  const path = `decoder.blocks.${index}.block`;
  const filters = Math.max(1, Math.floor(inChannels / 4));
  const narrow = convolutionNormRelu(graph, input, { path: `${path}.0`, filters, kernelSize: 1 });
  const doubling = { filters, kernelSize: 4, strides: 2, padding: 1, useBias: true };
  const larger = graph.apply(transposedConvolution({ name: `${path}.1.0`, ...doubling }), narrow);
  const normed = graph.apply(batchNorm({ name: `${path}.1.1` }), larger);
  const active = graph.relu(normed, `${path}.1.2`);
  return convolutionNormRelu(graph, active, { path: `${path}.2`, filters: outChannels, kernelSize: 1 });
}
