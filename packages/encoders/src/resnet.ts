import { input as imageInput, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Encoder, FeatureInfo, LayerGroup } from "@undercoat/segmentation";
import { add, GraphBuilder, maxPool3x3Stride2 } from "@undercoat/tensor";
import { ResnetOptions } from "./resnet-options.ts";

const BLOCKS = { 18: [2, 2, 2, 2], 34: [3, 4, 6, 3] } as const;
const CHANNELS = [64, 64, 128, 256, 512] as const;

/**
 * ResNet of basic blocks with a width factor; five features, reductions 2 to 32. Layer names are the
 * module paths of segmentation_models.pytorch. Groups `encoder.stem`, `encoder.stage1` … `encoder.stage4`.
 *
 * @see {@link https://arxiv.org/abs/1512.03385 | He et al., CVPR 2016}
 *
 * @example
 * ```ts
 * const encoder = resnet({ depth: 18, width: 0.25, inChannels: 4 });
 * ```
 */
export function resnet(options: ResnetOptions = {}): Encoder {
  const parsed = ResnetOptions.parse(options);
  const channels = CHANNELS.map((count) => Math.max(1, Math.floor(count * parsed.width)));
  const image = imageInput({ shape: [null, null, parsed.inChannels], name: "image" });
  const stem = addStem(image, channels[0]!);
  const features = [stem.feature];
  const outputs = [stem.output];
  const groups: LayerGroup[] = [stem.group];
  let y = stem.pooled;
  for (const [index, blockCount] of BLOCKS[parsed.depth].entries()) {
    const stage = addStage(y, { index: index + 1, blockCount, channels });
    y = stage.output;
    outputs.push(y);
    features.push(stage.feature);
    groups.push(stage.group);
  }
  const network = model({ inputs: image, outputs, name: "encoder" });
  return {
    kind: "encoder",
    specVersion: 1,
    name: "resnet",
    options: parsed,
    inChannels: parsed.inChannels,
    features,
    groups,
    network,
  };
}

function addStem(
  image: SymbolicTensor,
  filters: number,
): { output: SymbolicTensor; pooled: SymbolicTensor; feature: FeatureInfo; group: LayerGroup } {
  const graph = new GraphBuilder();
  const name = "encoder.conv1";
  const normed = graph.convolutionNorm(image, {
    name,
    normName: "encoder.bn1",
    filters,
    kernelSize: 7,
    strides: 2,
  });
  const output = graph.relu(normed, "encoder.relu");
  const pooled = graph.apply(maxPool3x3Stride2({ name: "encoder.maxpool" }), output);
  const feature = { layerName: "encoder.relu", channels: filters, reduction: 2 };
  return { output, pooled, feature, group: { name: "encoder.stem", layerNames: graph.layerNames } };
}

interface StagePlan {
  readonly index: number;
  readonly blockCount: number;
  readonly channels: readonly number[];
}

function addStage(
  input: SymbolicTensor,
  { index, blockCount, channels }: StagePlan,
): { output: SymbolicTensor; feature: FeatureInfo; group: LayerGroup } {
  const graph = new GraphBuilder();
  const filters = channels[index]!;
  let y = input;
  for (let block = 0; block < blockCount; block++) {
    const first = block === 0;
    const strides = first && index > 1 ? 2 : 1;
    const shortcut = strides !== 1 || (first && channels[index - 1] !== filters);
    y = addBlock(graph, y, { path: `encoder.layer${index}.${block}`, filters, strides, shortcut });
  }
  const layerName = graph.layerNames.at(-1)!;
  const feature = { layerName, channels: filters, reduction: 2 ** (index + 1) };
  return { output: y, feature, group: { name: `encoder.stage${index}`, layerNames: graph.layerNames } };
}

interface BlockPlan {
  readonly path: string;
  readonly filters: number;
  readonly strides: number;
  /** Whether the input passes a 1×1 convolution before it is added. */
  readonly shortcut: boolean;
}

function addBlock(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { path, filters, strides, shortcut }: BlockPlan,
): SymbolicTensor {
  const part = (index: 1 | 2) => ({
    name: `${path}.conv${index}`,
    normName: `${path}.bn${index}`,
    filters,
    kernelSize: 3,
  });
  const inner = graph.relu(graph.convolutionNorm(input, { ...part(1), strides }), `${path}.relu1`);
  const residual = graph.convolutionNorm(inner, part(2));
  const down = {
    name: `${path}.downsample.0`,
    normName: `${path}.downsample.1`,
    filters,
    kernelSize: 1,
    strides,
  };
  const identity = shortcut ? graph.convolutionNorm(input, down) : input;
  return graph.relu(graph.apply(add({ name: `${path}.add` }), [residual, identity]), `${path}.relu2`);
}
