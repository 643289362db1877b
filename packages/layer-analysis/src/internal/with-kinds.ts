import type { LayerParameter, WeightKind } from "../layer-weights.ts";

/** A tensor whose kind is known. */
export type KnownParameter = LayerParameter & { readonly kind: WeightKind };

/** The same tensors, each with its kind. */
export function withKinds(parameters: readonly LayerParameter[]): KnownParameter[] {
  const ranks = new Map(parameters.map(({ name, shape }) => [name, shape.length]));
  return parameters.map((parameter) => ({ ...parameter, kind: parameter.kind ?? kindOf(parameter, ranks) }));
}

/** A vector called "weight" scales a normalisation; a bias beside it is that normalisation's shift. */
function kindOf({ name, shape }: LayerParameter, ranks: ReadonlyMap<string, number>): WeightKind {
  const dot = name.lastIndexOf(".");
  const weight = name.slice(dot + 1);
  if (weight.startsWith("running_") || weight === "num_batches_tracked") return "statistic";
  if (shape.length >= 2) return "kernel";
  if (weight === "weight") return "norm-scale";
  return ranks.get(`${name.slice(0, dot)}.weight`) === 1 ? "norm-shift" : "bias";
}
