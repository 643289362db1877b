import type { LayersModel } from "@tensorflow/tfjs-layers";

type NetworkLayer = LayersModel["layers"][number];

/** What one layer gives and takes. */
export interface LayerCost {
  readonly name: string;
  /** With the batch in front. */
  readonly outputShape: readonly number[];
  readonly multiplyAdds: number;
}

/**
 * Output shapes and multiply-adds of a flat network's layers, in its order, from the shape of its input. A kernel of a
 * convolution is used at every place of the output, of a transposed one at every place of the input.
 */
export function layerCosts(network: LayersModel, inputShape: readonly number[]): readonly LayerCost[] {
  const shapes = new Map<string, readonly number[]>();
  return network.layers.map((layer) => {
    const inputs = (layer.inboundNodes[0]?.inboundLayers ?? []).map(({ name }) => shapes.get(name)!);
    const outputShape = inputs.length === 0 ? [...inputShape] : outputOf(layer, inputs);
    shapes.set(layer.name, outputShape);
    return {
      name: layer.name,
      outputShape,
      multiplyAdds: multiplyAddsOf(layer, inputs[0] ?? inputShape, outputShape),
    };
  });
}

function outputOf(layer: NetworkLayer, inputs: readonly (readonly number[])[]): number[] {
  const given = inputs.map((shape) => [...shape]);
  return layer.computeOutputShape(given.length === 1 ? given[0]! : given) as number[];
}

function multiplyAddsOf(layer: NetworkLayer, input: readonly number[], output: readonly number[]): number {
  const places = layer.getClassName().includes("Transposed") ? input : output;
  const kernels = layer.weights.map(({ shape }) => shape as number[]).filter(({ length }) => length > 1);
  const positions = places.slice(0, -1).reduce((all, length) => all * length, 1);
  return kernels.reduce((all, shape) => all + positions * shape.reduce((a, b) => a * b, 1), 0);
}
