import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Decoder, DecoderGraph } from "@undercoat/segmentation";
import {
  batchNorm,
  concatenate,
  convolution,
  depthwiseConvolution,
  dropout as dropoutLayer,
  type GraphBuilder,
  globalMean,
  sizeGuard,
  upsampleBy,
  upsampleTo,
} from "@undercoat/tensor";
import type * as z from "zod";
import { Deeplabv3plusOptions } from "./deeplabv3plus-options.ts";
import { DecodersError } from "./errors.ts";
import { convolutionNormRelu, GroupList, scaledChannels } from "./internal/blocks.ts";
import { type EncoderOutputs, type Feature, featureOfReduction } from "./internal/choose-features.ts";

const NAME = "deeplabv3plus";
/** Channels of the shallow feature, as its authors chose them. */
const SHALLOW_CHANNELS = 48;

type Settings = z.output<typeof Deeplabv3plusOptions>;

/**
 * DeepLabV3+ as in segmentation_models.pytorch: the deepest feature passes a 1×1 convolution, three dilated separable
 * 3×3 convolutions and a mean over the image side by side; it is enlarged to a quarter of the image's size (bilinear,
 * aligned corners) and joined with 48 channels of the shallow feature; head 1×1, bilinear ×4 (aligned corners).
 *
 * It wants an encoder whose deep stages are dilated instead of strided, made with the same `outputStride`. Groups
 * `decoder.aspp`, `decoder.block1`, `decoder.block2`. Images are multiples of `outputStride` pixels. `connect` throws
 * a `DecodersError` `FEATURE_COUNT` without features, `REDUCTION_MISMATCH` for another output stride.
 *
 * @see {@link https://arxiv.org/abs/1802.02611 | Chen et al., ECCV 2018}
 *
 * @example
 * ```ts
 * const decoder = deeplabv3plus({ outputStride: 16, channels: 64 });
 * ```
 */
export function deeplabv3plus(options: Deeplabv3plusOptions = {}): Decoder {
  const parsed = Deeplabv3plusOptions.parse(options);
  return {
    kind: "decoder",
    specVersion: 1,
    name: NAME,
    options: parsed,
    sizeMultiple: parsed.outputStride,
    head: { kernelSize: 1, upsampling: 4, alignCorners: true },
    connect: (features, info, image) => connectPyramid({ features, info }, image, parsed),
  };
}

function connectPyramid(outputs: EncoderOutputs, image: SymbolicTensor, settings: Settings): DecoderGraph {
  const { outputStride } = settings;
  const deepest = dilatedFeature(outputs, outputStride);
  const shallow = featureOfReduction(NAME, outputs, 4);
  const list = new GroupList();
  const larger = list.add("decoder.aspp", (graph) => {
    const guard = sizeGuard({ name: "decoder.size", multiple: outputStride });
    const tensor = graph.apply(guard, [deepest.tensor, image]);
    const context = addContext(graph, { ...deepest, tensor }, settings);
    const enlarge = { name: "decoder.up", factor: outputStride / 4, interpolation: "bilinear" } as const;
    return graph.apply(upsampleBy({ ...enlarge, alignCorners: true }), context);
  });
  const detail = list.add("decoder.block1", (graph) =>
    convolutionNormRelu(graph, shallow.tensor, {
      path: "decoder.block1",
      filters: SHALLOW_CHANNELS,
      kernelSize: 1,
    }),
  );
  const output = list.add("decoder.block2", (graph) => {
    const joined = graph.apply(concatenate({ name: "decoder.concatenate" }), [larger, detail]);
    const filters = scaledChannels(settings.channels, settings.width);
    return separable(graph, joined, {
      path: "decoder.block2.0",
      normName: "decoder.block2.1",
      filters,
      dilation: 1,
    });
  });
  return { output, groups: list.groups };
}

/** Atrous spatial pyramid pooling, and a separable convolution. */
function addContext(graph: GraphBuilder, feature: Feature, settings: Settings): SymbolicTensor {
  const filters = scaledChannels(settings.channels, settings.width);
  const path = "decoder.aspp.0";
  const point = { path: `${path}.convs.0`, filters, kernelSize: 1 };
  const parts = [
    convolutionNormRelu(graph, feature.tensor, point),
    ...settings.atrousRates.map((dilation, index) => {
      const names = { path: `${path}.convs.${index + 1}.0`, normName: `${path}.convs.${index + 1}.1` };
      return separable(graph, feature.tensor, { ...names, filters, dilation });
    }),
    addImageMean(graph, feature.tensor, filters),
  ];
  const joined = graph.apply(concatenate({ name: `${path}.concatenate` }), parts);
  const projected = convolutionNormRelu(graph, joined, { path: `${path}.project`, filters, kernelSize: 1 });
  const { dropout: rate } = settings;
  const kept =
    rate === 0 ? projected : graph.apply(dropoutLayer({ name: `${path}.project.3`, rate }), projected);
  return separable(graph, kept, { path: "decoder.aspp.1", normName: "decoder.aspp.2", filters, dilation: 1 });
}

function addImageMean(graph: GraphBuilder, input: SymbolicTensor, filters: number): SymbolicTensor {
  const path = "decoder.aspp.0.convs.4";
  const mean = graph.apply(globalMean({ name: `${path}.0` }), input);
  const convolved = graph.apply(convolution({ name: `${path}.1`, filters, kernelSize: 1 }), mean);
  const active = graph.relu(graph.apply(batchNorm({ name: `${path}.2` }), convolved), `${path}.3`);
  return graph.apply(upsampleTo({ name: `${path}.upsample`, interpolation: "bilinear" }), [active, input]);
}

interface SeparablePlan {
  /** Path of smp's `SeparableConv2d`: its parts are `0` and `1`. */
  readonly path: string;
  readonly normName: string;
  readonly filters: number;
  readonly dilation: number;
}

/** Depthwise 3×3 and 1×1 convolution without a norm between them, batch norm and ReLU. */
function separable(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { path, normName, filters, dilation }: SeparablePlan,
): SymbolicTensor {
  const depthwise = { name: `${path}.0`, kernelSize: 3, padding: dilation, dilation };
  const spread = graph.apply(depthwiseConvolution(depthwise), input);
  const mixed = graph.apply(convolution({ name: `${path}.1`, filters, kernelSize: 1 }), spread);
  return graph.relu(graph.apply(batchNorm({ name: normName }), mixed), `${normName}.relu`);
}

function dilatedFeature({ features, info }: EncoderOutputs, outputStride: number): Feature {
  const [tensor, deepest] = [features.at(-1), info.at(-1)];
  if (tensor === undefined || deepest === undefined) {
    throw new DecodersError("FEATURE_COUNT", {
      message: `decoder "${NAME}" got 0 features, expected at least 2; use an encoder with features`,
      context: { count: 0 },
    });
  }
  if (deepest.reduction === outputStride) return { ...deepest, tensor };
  throw new DecodersError("REDUCTION_MISMATCH", {
    message: `decoder "${NAME}" got a deepest feature of reduction ${deepest.reduction}, expected ${outputStride}; make the encoder with outputStride: ${outputStride}`,
    context: { reduction: deepest.reduction, expected: outputStride },
  });
}
