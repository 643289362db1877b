import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Encoder } from "@undercoat/segmentation";
import { type GraphBuilder, maxPool3x3Stride2 } from "@undercoat/tensor";
import { EncoderParts } from "./internal/encoder-parts.ts";
import { addBasicBlock, addBottleneck, EXPANSION } from "./internal/resnet-blocks.ts";
import { type StageGeometry, stageGeometry } from "./internal/stage-plan.ts";
import { ResnetOptions } from "./resnet-options.ts";

const BLOCKS = { 18: [2, 2, 2, 2], 34: [3, 4, 6, 3], 50: [3, 4, 6, 3], 101: [3, 4, 23, 3] } as const;
const CHANNELS = [64, 128, 256, 512] as const;

/**
 * ResNet with a width factor: basic blocks to depth 34, bottlenecks with the stride in the 3×3 above. Five
 * features, reductions 2 to 32, or to `outputStride`. Layer names are the module paths of
 * segmentation_models.pytorch. Groups `encoder.stem`, `encoder.stage1` … `encoder.stage4`.
 *
 * @see {@link https://arxiv.org/abs/1512.03385 | He et al., CVPR 2016}
 *
 * @example
 * ```ts
 * const encoder = resnet({ depth: 50, inChannels: 13, outputStride: 16 });
 * ```
 */
export function resnet(options: ResnetOptions = {}): Encoder {
  const parsed = ResnetOptions.parse(options);
  const parts = new EncoderParts(parsed.inChannels);
  const scaled = (count: number) => Math.max(1, Math.floor(count * parsed.width));
  const expansion = parsed.depth < 50 ? 1 : EXPANSION;
  let inChannels = scaled(64);
  const stem = parts.group("stem", (graph) => addStem(graph, parts, inChannels));
  let y = stem;
  for (const [index, blockCount] of BLOCKS[parsed.depth].entries()) {
    const strides = index === 0 ? 1 : 2;
    const geometry = stageGeometry(2 ** (index + 2), strides, parsed.outputStride);
    const filters = scaled(CHANNELS[index]!);
    const outChannels = expansion * filters;
    const shortcut = strides !== 1 || inChannels !== outChannels;
    const plan = { index: index + 1, blockCount, filters, geometry, shortcut, expansion };
    y = parts.group(`stage${index + 1}`, (graph) => addStage(graph, y, plan));
    parts.feature(y, outChannels, geometry.reduction);
    inChannels = outChannels;
  }
  return parts.finish("resnet", parsed);
}

function addStem(graph: GraphBuilder, parts: EncoderParts, filters: number): SymbolicTensor {
  const first = { name: "encoder.conv1", normName: "encoder.bn1", filters, kernelSize: 7, strides: 2 };
  const output = graph.relu(graph.convolutionNorm(parts.image, first), "encoder.relu");
  parts.feature(output, filters, 2);
  return graph.apply(maxPool3x3Stride2({ name: "encoder.maxpool" }), output);
}

interface StagePlan {
  readonly index: number;
  readonly blockCount: number;
  readonly filters: number;
  readonly geometry: StageGeometry;
  /** Of the first block; the others add their input as it is. */
  readonly shortcut: boolean;
  readonly expansion: number;
}

function addStage(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { index, blockCount, filters, geometry, shortcut, expansion }: StagePlan,
): SymbolicTensor {
  const addBlock = expansion === 1 ? addBasicBlock : addBottleneck;
  let y = input;
  for (let block = 0; block < blockCount; block++) {
    const first = block === 0;
    y = addBlock(graph, y, {
      path: `encoder.layer${index}.${block}`,
      filters,
      strides: first ? geometry.strides : 1,
      dilation: geometry.dilation,
      shortcut: first && shortcut,
    });
  }
  return y;
}
