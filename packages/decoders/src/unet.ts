import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Decoder, DecoderGraph, LayerGroup } from "@undercoat/segmentation";
import { concatenate, GraphBuilder, maxPool, upsampleTo } from "@undercoat/tensor";
import type * as z from "zod";
import { DecodersError } from "./errors.ts";
import { convolutionNormRelu } from "./internal/blocks.ts";
import type { EncoderOutputs } from "./internal/choose-features.ts";
import { addScse } from "./internal/scse.ts";
import { UnetOptions } from "./unet-options.ts";

/**
 * U-Net decoder as in segmentation_models.pytorch: five blocks that enlarge the map to the size of the
 * skip connection (the last one to that of the image), append the skip and convolve twice; head 3×3.
 * `attention: "scse"` gates the joined map and the output of every block. Layer names are smp's module paths. Groups `decoder.block1` … `decoder.block5`, deep to shallow.
 *
 * An encoder without a feature of reduction 2, such as ConvNeXt, gives no skip connection at half the image's size
 * (rounded down), as in smp, which takes one without channels there.
 *
 * Images of any size fit. `connect` throws a `DecodersError` `FEATURE_COUNT` unless there are five features, or four of
 * reductions 4 to 32.
 *
 * @see {@link https://arxiv.org/abs/1505.04597 | Ronneberger et al., MICCAI 2015} and, of the attention,
 *   {@link https://arxiv.org/abs/1803.02579 | Roy et al., MICCAI 2018}
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
    connect: (features, info, image) => connectBlocks({ features, info }, image, { ...parsed, channels }),
  };
}

type Settings = Pick<z.output<typeof UnetOptions>, "channels" | "interpolation" | "attention">;

function connectBlocks(
  { features, info }: EncoderOutputs,
  image: SymbolicTensor,
  settings: Settings,
): DecoderGraph {
  checkFeatures(info);
  const [deepest, ...skips] = features.toReversed();
  const depths = info.map(({ channels }) => channels).reverse();
  let y = deepest as SymbolicTensor;
  let inChannels = depths[0]!;
  const groups: LayerGroup[] = [];
  for (const [index, filters] of settings.channels.entries()) {
    const graph = new GraphBuilder();
    const joinedChannels = inChannels + (depths[index + 1] ?? 0);
    const sizes = { path: `decoder.blocks.${index}`, filters, joinedChannels };
    const isLast = index === settings.channels.length - 1;
    y = addBlock(graph, y, { ...sizes, ...settings, skip: skips[index], image, isLast });
    groups.push({ name: `decoder.block${index + 1}`, layerNames: graph.layerNames });
    inChannels = filters;
  }
  return { output: y, groups };
}

interface BlockPlan extends Settings {
  readonly path: string;
  readonly filters: number;
  /** Channels of the enlarged map and the skip together. */
  readonly joinedChannels: number;
  /** Undefined in the last block, and in the one before where the encoder has no such feature. */
  readonly skip: SymbolicTensor | undefined;
  readonly image: SymbolicTensor;
  readonly isLast: boolean;
}

function addBlock(graph: GraphBuilder, input: SymbolicTensor, plan: BlockPlan): SymbolicTensor {
  const { path, filters, joinedChannels, skip, interpolation, attention } = plan;
  const attend = (x: SymbolicTensor, index: 1 | 2, channels: number) =>
    attention === "scse" ? addScse(graph, x, { path: `${path}.attention${index}.attention`, channels }) : x;
  const convolve = (x: SymbolicTensor, index: 1 | 2) =>
    convolutionNormRelu(graph, x, { path: `${path}.conv${index}`, filters, kernelSize: 3 });
  const like = skip ?? sizeWithoutSkip(graph, plan);
  const larger = graph.apply(upsampleTo({ name: `${path}.upsample`, interpolation }), [input, like]);
  const join = (added: SymbolicTensor) =>
    graph.apply(concatenate({ name: `${path}.concatenate` }), [larger, added]);
  const whole = skip === undefined ? larger : join(skip);
  const joined = plan.isLast ? whole : attend(whole, 1, joinedChannels);
  return attend(convolve(convolve(joined, 1), 2), 2, filters);
}

/** Something of the size that a block enlarges to: the image, or half of it. */
function sizeWithoutSkip(graph: GraphBuilder, { path, image, isLast }: BlockPlan): SymbolicTensor {
  return isLast ? image : graph.apply(maxPool({ name: `${path}.size`, kernelSize: 2, strides: 2 }), image);
}

function checkFeatures(info: EncoderOutputs["info"]): void {
  const count = info.length;
  if (count === 5) return;
  const reductions = info.map(({ reduction }) => reduction).join();
  if (reductions === "4,8,16,32") return;
  throw new DecodersError("FEATURE_COUNT", {
    message: `decoder "unet" got ${count} features of reductions ${reductions}, expected 5 of reductions 2 to 32, or 4 of reductions 4 to 32; use an encoder with such levels`,
    context: { count, expected: 5 },
  });
}
