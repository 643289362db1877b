import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Encoder } from "@undercoat/segmentation";
import {
  add,
  convolution,
  depthwiseConvolution,
  type GraphBuilder,
  gelu,
  layerNorm,
  layerScale,
} from "@undercoat/tensor";
import { ConvnextOptions } from "./convnext-options.ts";
import { EncoderParts } from "./internal/encoder-parts.ts";

const SIZES = {
  tiny: { blocks: [3, 3, 9, 3], channels: 96 },
  small: { blocks: [3, 3, 27, 3], channels: 96 },
  base: { blocks: [3, 3, 27, 3], channels: 128 },
  large: { blocks: [3, 3, 27, 3], channels: 192 },
} as const;
const EPSILON = 1e-6;
const EXPANSION = 4;

/**
 * ConvNeXt as in timm: 7×7 depthwise convolutions, layer norm, exact GELU, layer scale. Four features,
 * reductions 4 to 32, sizes rounded down; there is none of reduction 2. Layer names are the module paths of
 * segmentation_models.pytorch's `tu-convnext_tiny` and its kind; what is a linear layer there is a 1×1
 * convolution here. Groups `encoder.stem`, `encoder.stage1` … `encoder.stage4`.
 *
 * @see {@link https://arxiv.org/abs/2201.03545 | Liu et al., CVPR 2022}
 *
 * @example
 * ```ts
 * const encoder = convnext({ size: "tiny", inChannels: 4 });
 * ```
 */
export function convnext(options: ConvnextOptions = {}): Encoder {
  const parsed = ConvnextOptions.parse(options);
  const { blocks, channels } = SIZES[parsed.size];
  const parts = new EncoderParts(parsed.inChannels);
  const filtersOf = (stage: number) => Math.max(1, Math.floor(channels * 2 ** stage * parsed.width));
  let y = parts.group("stem", (graph) => addStem(graph, parts.image, filtersOf(0)));
  for (const [stage, count] of blocks.entries()) {
    const filters = filtersOf(stage);
    y = parts.group(`stage${stage + 1}`, (graph) => {
      const path = `encoder.model.stages_${stage}`;
      let output = stage === 0 ? y : addDownsampling(graph, y, { path, filters });
      for (let block = 0; block < count; block++)
        output = addBlock(graph, output, { path: `${path}.blocks.${block}`, filters });
      return output;
    });
    parts.feature(y, filters, 2 ** (stage + 2));
  }
  return parts.finish("convnext", parsed);
}

interface Plan {
  readonly path: string;
  readonly filters: number;
}

function addStem(graph: GraphBuilder, image: SymbolicTensor, filters: number): SymbolicTensor {
  const patches = { name: "encoder.model.stem_0", filters, kernelSize: 4, strides: 4, useBias: true };
  const norm = layerNorm({ name: "encoder.model.stem_1", epsilon: EPSILON });
  return graph.apply(norm, graph.apply(convolution(patches), image));
}

function addDownsampling(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { path, filters }: Plan,
): SymbolicTensor {
  const normed = graph.apply(layerNorm({ name: `${path}.downsample.0`, epsilon: EPSILON }), input);
  const half = { name: `${path}.downsample.1`, filters, kernelSize: 2, strides: 2, useBias: true };
  return graph.apply(convolution(half), normed);
}

function addBlock(graph: GraphBuilder, input: SymbolicTensor, { path, filters }: Plan): SymbolicTensor {
  const linear = (name: string, count: number) =>
    convolution({ name: `${path}.mlp.${name}`, filters: count, kernelSize: 1, useBias: true });
  const own = { name: `${path}.conv_dw`, kernelSize: 7, padding: 3, useBias: true };
  const residual = [
    depthwiseConvolution(own),
    layerNorm({ name: `${path}.norm`, epsilon: EPSILON }),
    linear("fc1", EXPANSION * filters),
    gelu({ name: `${path}.mlp.act` }),
    linear("fc2", filters),
    layerScale({ name: path }),
  ].reduce((y, layer) => graph.apply(layer, y), input);
  return graph.apply(add({ name: `${path}.add` }), [residual, input]);
}
