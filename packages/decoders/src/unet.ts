import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Decoder, DecoderGraph, LayerGroup } from "@undercoat/segmentation";
import { concatenate, GraphBuilder, type Interpolation, upsampleTo } from "@undercoat/tensor";
import { DecodersError } from "./errors.ts";
import { UnetOptions } from "./unet-options.ts";

/**
 * U-Net decoder as in segmentation_models.pytorch: five blocks that enlarge the map to the size of the
 * skip connection (the last one to that of the image), append the skip and convolve twice; head 3×3.
 * Layer names are smp's module paths. Groups `decoder.block1` … `decoder.block5`, deep to shallow.
 *
 * Images of any size fit. `connect` throws a `DecodersError` `FEATURE_COUNT` unless there are five features.
 *
 * @see {@link https://arxiv.org/abs/1505.04597 | Ronneberger et al., MICCAI 2015}
 *
 * @example
 * ```ts
 * const decoder = unet({ width: 0.25 });
 * ```
 */
export function unet(options: UnetOptions = {}): Decoder {
  const parsed = UnetOptions.parse(options);
  const channels = parsed.channels.map((count) => Math.max(4, Math.floor(count * parsed.width)));
  return {
    kind: "decoder",
    specVersion: 1,
    name: "unet",
    options: parsed,
    sizeMultiple: 1,
    head: { kernelSize: 3, upsampling: 1 },
    connect: (features, _info, image) => connectBlocks(features, image, channels, parsed.interpolation),
  };
}

function connectBlocks(
  features: readonly SymbolicTensor[],
  image: SymbolicTensor,
  channels: readonly number[],
  interpolation: Interpolation,
): DecoderGraph {
  checkFeatureCount(features.length);
  const [deepest, ...skips] = features.toReversed();
  let y = deepest as SymbolicTensor;
  const groups: LayerGroup[] = [];
  for (const [index, filters] of channels.entries()) {
    const graph = new GraphBuilder();
    const skip = skips[index];
    y = addBlock(graph, y, { path: `decoder.blocks.${index}`, filters, skip, image, interpolation });
    groups.push({ name: `decoder.block${index + 1}`, layerNames: graph.layerNames });
  }
  return { output: y, groups };
}

interface BlockPlan {
  readonly path: string;
  readonly filters: number;
  /** Undefined in the last block. */
  readonly skip: SymbolicTensor | undefined;
  readonly image: SymbolicTensor;
  readonly interpolation: Interpolation;
}

function addBlock(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { path, filters, skip, image, interpolation }: BlockPlan,
): SymbolicTensor {
  const larger = graph.apply(upsampleTo({ name: `${path}.upsample`, interpolation }), [input, skip ?? image]);
  const joined =
    skip === undefined ? larger : graph.apply(concatenate({ name: `${path}.concatenate` }), [larger, skip]);
  const convolve = (x: SymbolicTensor, index: 1 | 2) => {
    const name = `${path}.conv${index}`;
    const options = { name: `${name}.0`, normName: `${name}.1`, filters, kernelSize: 3 };
    return graph.relu(graph.convolutionNorm(x, options), `${name}.2`);
  };
  return convolve(convolve(joined, 1), 2);
}

function checkFeatureCount(count: number): void {
  if (count === 5) return;
  throw new DecodersError("FEATURE_COUNT", {
    message: `decoder "unet" got ${count} features, expected 5 of reductions 2 to 32; use an encoder with five levels`,
    context: { count, expected: 5 },
  });
}
