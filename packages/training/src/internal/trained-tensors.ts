import { sha256 } from "@undercoat/files";
import type { FreezePlan, Parameter, SegmentationModel } from "@undercoat/segmentation";
import { type AdamSlots, adamSlots } from "../adam.ts";
import { TrainingError } from "../errors.ts";

/** A tensor that the optimiser moves. */
export interface TrainedTensor {
  readonly parameter: Parameter;
  readonly slots: AdamSlots;
  readonly lrScale: number;
}

/** The tensors that training moves by gradient, in network order, with empty optimiser slots. */
export function trainedTensors(model: SegmentationModel, plan: FreezePlan = {}): TrainedTensor[] {
  const trained = model
    .parameters()
    .filter((parameter) => parameter.trainable && !isFrozen(model, parameter))
    .map((parameter) => ({
      parameter,
      slots: adamSlots(parameter.variable.size),
      lrScale: lrScaleOf(parameter.group, plan),
    }));
  if (trained.length > 0) return trained;
  throw new TrainingError("NOTHING_TO_TRAIN", {
    message: `all ${model.groups.length} layer groups are frozen, but a training needs one that learns; change the freeze plan`,
    context: { groups: model.groups },
  });
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

function lrScaleOf(group: string, plan: FreezePlan): number {
  const keys = Object.keys(plan).filter((key) => group === key || group.startsWith(`${key}.`));
  const nearest = keys.reduce((longest, key) => (key.length > longest.length ? key : longest), "");
  const choice = plan[nearest];
  if (choice === undefined || choice === "frozen") return 1;
  if (Number.isFinite(choice.lrScale) && choice.lrScale > 0) return choice.lrScale;
  throw new TrainingError("OPTIONS_REFUSED", {
    message: `lrScale of "${nearest}" is ${choice.lrScale}, but must be above 0; write "frozen" to keep the group as it is`,
    context: { group: nearest, lrScale: choice.lrScale },
  });
}
