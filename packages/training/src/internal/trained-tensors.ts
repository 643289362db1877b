import { sha256 } from "@undercoat/files";
import {
  type FreezePlan,
  type GroupPlan,
  type Parameter,
  resolveFreezePlan,
  type SegmentationModel,
} from "@undercoat/segmentation";
import type { AdamSlots } from "../adam.ts";
import { TrainingError } from "../errors.ts";
import type { FitNumbers } from "../fit-options.ts";
import type { RunningMethod } from "../training-method.ts";
import { slotsFor } from "./update-tensor.ts";

/** A tensor that the optimiser moves. */
export interface TrainedTensor {
  readonly parameter: Parameter;
  readonly slots: AdamSlots;
  readonly lrScale: number;
  /** Whether weight decay applies. */
  readonly decays: boolean;
  /** Updates that were done before this tensor began to learn: its own are counted from there. */
  readonly begun: number;
}

/**
 * Learning-rate scale of every layer group.
 *
 * @throws {SegmentationError} `UNKNOWN_GROUP` for a key that names no group.
 * @throws {TrainingError} `OPTIONS_REFUSED` for a scale that is not above 0.
 */
export function lrScales(model: SegmentationModel, plan: FreezePlan = {}): ReadonlyMap<string, number> {
  const resolved = resolveFreezePlan(model.groups, plan);
  return new Map(model.groups.map((group) => [group, checkedScale(group, resolved[group])]));
}

/**
 * The tensors that training moves by gradient, in network order, with empty optimiser slots; those of a method's own
 * network last, at the full rate.
 */
export function trainedTensors(
  model: SegmentationModel,
  numbers: Pick<FitNumbers, "optimizer" | "weightDecayOf" | "layerDecay">,
  {
    plan = {},
    begun = 0,
    method = null,
  }: {
    readonly plan?: FreezePlan | undefined;
    readonly begun?: number;
    readonly method?: Pick<RunningMethod, "companion"> | null;
  } = {},
): TrainedTensor[] {
  const scales = lrScales(model, plan);
  const tensorOf = (parameter: Parameter, lrScale: number): TrainedTensor => ({
    parameter,
    slots: slotsFor(numbers.optimizer, parameter.variable.size),
    lrScale,
    decays: numbers.weightDecayOf === "all" || parameter.shape.length > 1,
    begun,
  });
  const trained = model
    .parameters()
    .filter((parameter) => parameter.trainable && !isFrozen(model, parameter))
    .map((parameter) =>
      tensorOf(
        parameter,
        (scales.get(parameter.group) ?? 1) * depthScale(model, parameter, numbers.layerDecay),
      ),
    );
  const own = method?.companion?.parameters().filter(({ trainable }) => trainable) ?? [];
  if (trained.length > 0) return [...trained, ...own.map((parameter) => tensorOf(parameter, 1))];
  throw new TrainingError("NOTHING_TO_TRAIN", {
    message: `all ${model.groups.length} layer groups are frozen, but a training needs one that learns; change the freeze plan`,
    context: { groups: model.groups },
  });
}

/** `layerDecay` to the number of groups between this one and the output. */
function depthScale({ groups }: SegmentationModel, { group }: Parameter, layerDecay: number): number {
  return layerDecay ** (groups.length - 1 - groups.indexOf(group));
}

/** SHA-256 of every tensor of a frozen layer, running statistics included. */
export function frozenHashes(model: SegmentationModel): Map<string, string> {
  const frozen = model.parameters().filter((parameter) => isFrozen(model, parameter));
  return new Map(frozen.map(({ name, variable }) => [name, hashOf(variable.dataSync())]));
}

/** Throws where a frozen tensor is no longer what it was. */
export function checkFrozen(model: SegmentationModel, before: ReadonlyMap<string, string>): void {
  for (const { name, variable } of model.parameters()) {
    const hash = before.get(name);
    if (hash === undefined || hash === hashOf(variable.dataSync())) continue;
    throw new TrainingError("FROZEN_CHANGED", {
      message: `"${name}" is frozen, but its numbers changed during training; load the model again and report this`,
      context: { tensor: name },
    });
  }
}

function isFrozen(model: SegmentationModel, { layer }: Parameter): boolean {
  return !model.network.getLayer(layer).trainable;
}

function hashOf(values: Float32Array | Int32Array | Uint8Array): string {
  return sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function checkedScale(group: string, choice: GroupPlan | undefined): number {
  if (choice === undefined || choice === "frozen") return 1; // such a group is not in the list of trained tensors
  if (Number.isFinite(choice.lrScale) && choice.lrScale > 0) return choice.lrScale;
  throw new TrainingError("OPTIONS_REFUSED", {
    message: `lrScale of "${group}" is ${choice.lrScale}, but must be above 0; write "frozen" to keep the group as it is`,
    context: { group, lrScale: choice.lrScale },
  });
}
