import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { LayerGroup } from "@undercoat/segmentation";
import { GraphBuilder } from "@undercoat/tensor";

/** A convolution of {@link convolutionNormRelu}. */
export interface BlockOptions {
  /** Path of smp's `Conv2dReLU`: its parts are `0`, `1` and `2`. */
  readonly path: string;
  readonly filters: number;
  readonly kernelSize: number;
}

/** Convolution without bias, batch norm and ReLU. */
export function convolutionNormRelu(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { path, ...sizes }: BlockOptions,
): SymbolicTensor {
  const normed = graph.convolutionNorm(input, { name: `${path}.0`, normName: `${path}.1`, ...sizes });
  return graph.relu(normed, `${path}.2`);
}

/** Collects layer groups, each built by its own {@link GraphBuilder}. */
export class GroupList {
  readonly groups: LayerGroup[] = [];

  /** Builds a group and hands on its output. */
  add(name: string, build: (graph: GraphBuilder) => SymbolicTensor): SymbolicTensor {
    const graph = new GraphBuilder();
    const output = build(graph);
    this.groups.push({ name, layerNames: graph.layerNames });
    return output;
  }
}

/** A number of channels times a width factor, rounded down to a multiple; at least one multiple. */
export function scaledChannels(channels: number, width: number, multiple = 1): number {
  const least = Math.max(4, multiple);
  if (width === 1) return channels;
  return Math.max(least, Math.floor((channels * width) / multiple) * multiple);
}
