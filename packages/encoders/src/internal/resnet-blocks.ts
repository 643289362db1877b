import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { add, type GraphBuilder } from "@undercoat/tensor";

/** One residual block. */
export interface BlockPlan {
  /** Module path of segmentation_models.pytorch, such as `encoder.layer1.0`. */
  readonly path: string;
  /** Channels inside; a bottleneck puts out {@link EXPANSION} times as many. */
  readonly filters: number;
  readonly strides: number;
  readonly dilation: number;
  /** Whether the input passes a 1×1 convolution before it is added. */
  readonly shortcut: boolean;
}

/** Adds a block to a graph. */
export type AddBlock = (graph: GraphBuilder, input: SymbolicTensor, plan: BlockPlan) => SymbolicTensor;

/** Channels that a bottleneck puts out, divided by those inside. */
export const EXPANSION = 4;

/** Two 3×3 convolutions; the first has the stride. */
export const addBasicBlock: AddBlock = (graph, input, plan) => {
  const { path, strides, dilation } = plan;
  const inner = graph.relu(
    graph.convolutionNorm(input, { ...part(plan, 1, 3), strides, dilation }),
    `${path}.relu1`,
  );
  const residual = graph.convolutionNorm(inner, { ...part(plan, 2, 3), dilation });
  return joined(graph, input, residual, { ...plan, outChannels: plan.filters, relu: "relu2" });
};

/** 1×1, 3×3, 1×1; the stride sits in the 3×3 ("v1.5"). */
export const addBottleneck: AddBlock = (graph, input, plan) => {
  const { path, filters, strides, dilation } = plan;
  const outChannels = EXPANSION * filters;
  const narrow = graph.relu(graph.convolutionNorm(input, part(plan, 1, 1)), `${path}.relu1`);
  const moved = graph.convolutionNorm(narrow, { ...part(plan, 2, 3), strides, dilation });
  const wide = { ...part(plan, 3, 1), filters: outChannels };
  const residual = graph.convolutionNorm(graph.relu(moved, `${path}.relu2`), wide);
  return joined(graph, input, residual, { ...plan, outChannels, relu: "relu3" });
};

function part({ path, filters }: BlockPlan, index: number, kernelSize: number) {
  return { name: `${path}.conv${index}`, normName: `${path}.bn${index}`, filters, kernelSize };
}

function joined(
  graph: GraphBuilder,
  input: SymbolicTensor,
  residual: SymbolicTensor,
  plan: BlockPlan & { readonly outChannels: number; readonly relu: string },
): SymbolicTensor {
  const { path, shortcut, strides, outChannels: filters } = plan;
  const down = { name: `${path}.downsample.0`, normName: `${path}.downsample.1`, kernelSize: 1 };
  const identity = shortcut ? graph.convolutionNorm(input, { ...down, filters, strides }) : input;
  return graph.relu(graph.apply(add({ name: `${path}.add` }), [residual, identity]), `${path}.${plan.relu}`);
}
