import type { DescribedModel } from "@undercoat/workflows";
import { textTable } from "./text-table.ts";

/** A model's summary for people. */
export function modelText(model: DescribedModel): string {
  const rows = model.groups.map(
    ({ name, layers, outputShape, parameters, multiplyAdds, activationBytes }) => [
      name,
      String(layers),
      outputShape.join("×"),
      String(parameters.trainable),
      String(parameters.frozen),
      millions(multiplyAdds),
      megabytes(activationBytes),
    ],
  );
  const { parameters } = model;
  const total = [
    "all",
    String(model.groups.reduce((sum, { layers }) => sum + layers, 0)),
    "",
    String(parameters.trainable),
    String(parameters.frozen),
    millions(model.multiplyAdds),
    megabytes(model.activationBytes),
  ];
  return [
    model.source,
    `encoder   ${model.encoder}`,
    `decoder   ${model.decoder}`,
    `bands     ${model.bands.join(", ")}`,
    `classes   ${model.classes.join(", ")}`,
    "",
    textTable(
      ["group", "layers", "output h×w×c", "trained", "frozen", "M multiply-adds", "MB outputs"],
      [...rows, total],
    ),
    "",
    `For one image of ${model.image.join("×")}. A multiply-add is two operations (FLOPs); convolutions count, norms and additions do not.`,
    `Weights: ${megabytes(model.weightBytes)} MB as float32, ${parameters.statistics} running statistics among them.`,
  ].join("\n");
}

function millions(count: number): string {
  return (count / 1e6).toFixed(1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
