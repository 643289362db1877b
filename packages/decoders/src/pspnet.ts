import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Decoder, DecoderGraph } from "@undercoat/segmentation";
import {
  adaptiveAveragePool,
  channelDropout,
  concatenate,
  convolution,
  type GraphBuilder,
  sizeGuard,
  upsampleTo,
} from "@undercoat/tensor";
import type * as z from "zod";
import { convolutionNormRelu, GroupList, scaledChannels } from "./internal/blocks.ts";
import { type EncoderOutputs, type Feature, featureOfReduction } from "./internal/choose-features.ts";
import { PspnetOptions } from "./pspnet-options.ts";

const NAME = "pspnet";
const BINS = [1, 2, 3, 6] as const;

/**
 * Pyramid scene parsing as in segmentation_models.pytorch: one feature, pooled to 1, 2, 3 and 6 bins, convolved,
 * enlarged (bilinear, aligned corners) and put side by side with itself; 1×1 convolution; head 3×3, bilinear ×8
 * (aligned corners).
 *
 * Groups `decoder.psp`, `decoder.conv`. Images are multiples of 2^encoderDepth pixels. `connect` throws a
 * `DecodersError` `REDUCTION_MISMATCH` without a feature of that reduction.
 *
 * @see {@link https://arxiv.org/abs/1612.01105 | Zhao et al., CVPR 2017}
 *
 * @example
 * ```ts
 * const decoder = pspnet({ outChannels: 128 });
 * ```
 */
export function pspnet(options: PspnetOptions = {}): Decoder {
  const parsed = PspnetOptions.parse(options);
  const reduction = 2 ** parsed.encoderDepth;
  return {
    kind: "decoder",
    specVersion: 1,
    name: NAME,
    options: parsed,
    sizeMultiple: reduction,
    head: { kernelSize: 3, upsampling: reduction, alignCorners: true },
    connect: (features, info, image) => connectPooling({ features, info }, image, parsed),
  };
}

function connectPooling(
  outputs: EncoderOutputs,
  image: SymbolicTensor,
  { encoderDepth, outChannels, width, dropout }: z.output<typeof PspnetOptions>,
): DecoderGraph {
  const multiple = 2 ** encoderDepth;
  const feature = featureOfReduction(NAME, outputs, multiple);
  const list = new GroupList();
  const pyramid = list.add("decoder.psp", (graph) => {
    const guarded = graph.apply(sizeGuard({ name: "decoder.size", multiple }), [feature.tensor, image]);
    const pooled = BINS.map((_, index) => addBins(graph, { ...feature, tensor: guarded }, index));
    return graph.apply(concatenate({ name: "decoder.psp.concatenate" }), [...pooled, guarded]);
  });
  const output = list.add("decoder.conv", (graph) => {
    const filters = scaledChannels(outChannels, width);
    const y = convolutionNormRelu(graph, pyramid, { path: "decoder.conv", filters, kernelSize: 1 });
    return dropout === 0 ? y : graph.apply(channelDropout({ name: "decoder.dropout", rate: dropout }), y);
  });
  return { output, groups: list.groups };
}

/** One number of bins. A single bin has no norm: one value a channel has no variance. */
function addBins(graph: GraphBuilder, { tensor, channels }: Feature, index: number): SymbolicTensor {
  const size = BINS[index]!;
  const path = `decoder.psp.blocks.${index}`;
  const filters = Math.max(1, Math.floor(channels / BINS.length));
  const pooled = graph.apply(adaptiveAveragePool({ name: `${path}.pool.0`, size }), tensor);
  const sizes = { path: `${path}.pool.1`, filters, kernelSize: 1 };
  const single = () =>
    graph.apply(convolution({ name: `${sizes.path}.0`, filters, kernelSize: 1, useBias: true }), pooled);
  const convolved =
    size === 1 ? graph.relu(single(), `${sizes.path}.2`) : convolutionNormRelu(graph, pooled, sizes);
  const enlarge = upsampleTo({
    name: `${path}.upsample`,
    interpolation: "bilinear",
    alignCorners: true,
  });
  return graph.apply(enlarge, [convolved, tensor]);
}
