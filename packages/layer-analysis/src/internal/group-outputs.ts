import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { SegmentationModel } from "@undercoat/segmentation";

/** The tensor that every layer group gives on, input to output. */
export function groupOutputs(model: SegmentationModel): Map<string, SymbolicTensor> {
  const layers = model.network.layers;
  const known = new Map(model.encoder.groups.map(({ name, layerNames }) => [name, layerNames.at(-1)!]));
  const lastParameter = new Map(model.parameters().map(({ group, layer }) => [group, layer]));
  return new Map(
    model.groups.map((group) => {
      if (group === model.groups.at(-1)) return [group, model.network.outputs[0]!];
      const last = known.get(group) ?? activated(lastParameter.get(group)!, layers);
      return [group, layers.find(({ name }) => name === last)!.output as SymbolicTensor];
    }),
  );
}

/** The activation after a layer, where its output goes nowhere else. */
function activated(name: string, layers: SegmentationModel["network"]["layers"]): string {
  const output = layers.find((layer) => layer.name === name)!.output;
  const consumers = layers.filter((layer) =>
    layer.inboundNodes.some((node) => node.inputTensors.includes(output as SymbolicTensor)),
  );
  const next = consumers.length === 1 ? consumers[0]! : null;
  return next !== null && /relu/i.test(next.getClassName()) ? next.name : name;
}
