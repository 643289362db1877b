import type { Variable } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { LayerGroup } from "../encoder.ts";
import type { Parameter } from "../model.ts";

/** Weights that a training step moves, but no gradient reaches. */
const STATE: readonly string[] = ["running_mean", "running_var", "draws"];

/** Every tensor of the groups' layers, input to output. */
export function parametersOf(network: LayersModel, groups: readonly LayerGroup[]): readonly Parameter[] {
  return groups.flatMap((group) =>
    group.layerNames.flatMap((layerName) =>
      network.getLayer(layerName).weights.map((weight): Parameter => {
        const weightName = weight.originalName.slice(weight.originalName.lastIndexOf("/") + 1);
        return {
          name: `${layerName}.${weightName}`,
          group: group.name,
          layer: layerName,
          trainable: !STATE.includes(weightName),
          shape: weight.shape as number[],
          variable: weight.read() as Variable,
        };
      }),
    ),
  );
}
