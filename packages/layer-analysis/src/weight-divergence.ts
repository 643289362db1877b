import type { SegmentationModel } from "@undercoat/segmentation";
import { LayerAnalysisError } from "./errors.ts";
import { type KnownParameter, withKinds } from "./internal/with-kinds.ts";
import type { LayerMeasure, MeasureValue } from "./layer-measure.ts";
import { type LayerWeights, layerWeightsOf, type WeightKind } from "./layer-weights.ts";

/** What {@link weightDivergence} compares, and how. */
export interface LayerDivergenceOptions {
  readonly measure: LayerMeasure<"weights">;
  /** Layer groups to compare. Omitted: all, `encoder.stem` … `decoder.block5`, `head`. */
  readonly layers?: readonly string[];
  /**
   * Kinds of tensors, each in rows of its own, never mixed. Omitted: `["kernel"]`. Biases and the scale
   * and shift of normalisations must be asked for; running statistics are no weights.
   */
  readonly kinds?: readonly Exclude<WeightKind, "statistic">[];
  /** `"group"` (default): a row per layer group. `"tensor"`: a row per tensor. */
  readonly by?: "group" | "tensor";
}

/** How far one layer group, or one tensor, moved. */
export interface LayerDivergence {
  /** The layer group, or the tensor where rows are tensors. */
  readonly layer: string;
  readonly group: string;
  readonly kind: WeightKind | "activation";
  /** In the unit of the measure; of a group, the mean over its tensors. `NaN` where undefined for all of them. */
  readonly divergence: number;
  /** Number of weights behind the value. */
  readonly count: number;
  /** Further numbers of the measure by name, averaged likewise. */
  readonly details: Readonly<Record<string, number>>;
  /** Tensors for which the measure is undefined (constant weights): left out of the mean. */
  readonly undefinedTensors: readonly string[];
}

/**
 * Divergence between the weights of two models, layer group by layer group, input to output.
 *
 * Directed: `reference` gives P and `candidate` gives Q; swapping them gives another number.
 * A value has no meaning alone: see {@link ratioToNull}.
 *
 * @throws {LayerAnalysisError} `LAYER_MISMATCH` if a group or tensor is missing from either model or
 *   shapes differ, `NOT_FINITE` for NaN or infinity among the weights, `EMPTY_INPUT` if nothing is left to compare.
 *
 * @example
 * ```ts
 * const measure = gaussianWeightKl();
 * const noisy = weightDivergence(clean, trainedOnNoise, { measure });
 * const floor = weightDivergence(clean, cleanRerun, { measure });
 * const ratios = ratioToNull([noisy], [floor]);
 * ```
 */
export function weightDivergence(
  reference: LayerWeights | SegmentationModel,
  candidate: LayerWeights | SegmentationModel,
  { measure, layers, kinds = ["kernel"], by = "group" }: LayerDivergenceOptions,
): LayerDivergence[] {
  const [p, q] = [weightsOf(reference), weightsOf(candidate)];
  const groups = layers === undefined ? [...p.groups] : inNetworkOrder(p.groups, layers);
  for (const group of groups) checkGroup(group, q.groups, "candidate");
  if (layers === undefined) for (const group of q.groups) checkGroup(group, p.groups, "reference");
  const isWanted = ({ group, kind }: KnownParameter) =>
    groups.includes(group) && kinds.some((wanted) => wanted === kind);
  const pairs = pairUp(withKinds(p.parameters).filter(isWanted), withKinds(q.parameters).filter(isWanted));
  if (pairs.length === 0) throw nothingToCompare(groups, kinds);
  for (const [a, b] of pairs)
    for (const [role, one] of [
      ["reference", a],
      ["candidate", b],
    ] as const)
      checkFinite(one, role);
  const compared = pairs.map(([a, b]) => ({ parameter: a, value: measure.compare(a, b) }));
  if (by === "tensor") return compared.map((one) => rowOf(one.parameter.name, [one]));
  return groups.flatMap((group) =>
    kinds.flatMap((kind) => {
      const members = compared.filter(({ parameter: is }) => is.group === group && is.kind === kind);
      return members.length === 0 ? [] : [rowOf(group, members)];
    }),
  );
}

interface Compared {
  readonly parameter: KnownParameter;
  readonly value: MeasureValue;
}

function rowOf(layer: string, members: readonly Compared[]): LayerDivergence {
  const { group, kind } = members[0]!.parameter;
  const names = new Set(members.flatMap(({ value }) => Object.keys(value.details)));
  const details = [...names].map((name) => [
    name,
    definedMean(members.map(({ value }) => value.details[name])),
  ]);
  const undefinedOnes = members.filter(({ value }) => Number.isNaN(value.divergence));
  return {
    layer,
    group,
    kind,
    divergence: definedMean(members.map(({ value }) => value.divergence)),
    count: members.reduce((total, { parameter }) => total + parameter.data.length, 0),
    details: Object.fromEntries(details),
    undefinedTensors: undefinedOnes.map(({ parameter }) => parameter.name),
  };
}

function definedMean(values: readonly (number | undefined)[]): number {
  const defined = values.filter((value) => value !== undefined && !Number.isNaN(value)) as number[];
  return defined.reduce((sum, value) => sum + value, 0) / defined.length; // 0 / 0 is NaN: none defined
}

function weightsOf(model: LayerWeights | SegmentationModel): LayerWeights {
  return "kind" in model ? layerWeightsOf(model) : model;
}

function inNetworkOrder(groups: readonly string[], layers: readonly string[]): string[] {
  for (const layer of layers) checkGroup(layer, groups, "reference");
  return groups.filter((group) => layers.includes(group));
}

function checkGroup(group: string, groups: readonly string[], role: string): void {
  if (groups.includes(group)) return;
  throw new LayerAnalysisError("LAYER_MISMATCH", {
    message: `layer group "${group}" is missing from the ${role}, which has ${groups.join(", ")}; name the groups that both have in "layers"`,
    context: { group, role, groups },
  });
}

function pairUp(
  reference: readonly KnownParameter[],
  candidate: readonly KnownParameter[],
): [KnownParameter, KnownParameter][] {
  const byName = new Map(candidate.map((parameter) => [parameter.name, parameter]));
  const names = new Set(reference.map(({ name }) => name));
  const extra = candidate.find(({ name }) => !names.has(name));
  if (extra !== undefined) throw missingTensor(extra.name, "reference");
  return reference.map((parameter) => {
    const other = byName.get(parameter.name);
    if (other === undefined) throw missingTensor(parameter.name, "candidate");
    if (other.shape.join("×") !== parameter.shape.join("×")) throw otherShape(parameter, other);
    return [parameter, other];
  });
}

function checkFinite({ name, data }: KnownParameter, role: string): void {
  const index = data.findIndex((value) => !Number.isFinite(value));
  if (index === -1) return;
  throw new LayerAnalysisError("NOT_FINITE", {
    message: `tensor "${name}" of the ${role} holds ${data[index]} at index ${index}, where every weight must be finite; take an earlier checkpoint`,
    context: { tensor: name, role, index },
  });
}

function missingTensor(name: string, role: string): LayerAnalysisError {
  return new LayerAnalysisError("LAYER_MISMATCH", {
    message: `tensor "${name}" is missing from the ${role}; compare models of one architecture, or name common groups in "layers"`,
    context: { tensor: name, role },
  });
}

function otherShape(reference: KnownParameter, candidate: KnownParameter): LayerAnalysisError {
  const [was, is] = [reference.shape.join("×"), candidate.shape.join("×")];
  return new LayerAnalysisError("LAYER_MISMATCH", {
    message: `tensor "${reference.name}" is ${was} in the reference, but ${is} in the candidate; compare models of one architecture`,
    context: { tensor: reference.name, reference: reference.shape, candidate: candidate.shape },
  });
}

function nothingToCompare(groups: readonly string[], kinds: readonly string[]): LayerAnalysisError {
  return new LayerAnalysisError("EMPTY_INPUT", {
    message: `no tensor of kind ${kinds.join(", ")} in ${groups.length} layer groups, expected at least one; choose other layers or kinds`,
    context: { groups, kinds },
  });
}
