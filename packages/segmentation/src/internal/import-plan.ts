import { type SafetensorsTensor, toFloat32 } from "@undercoat/safetensors";
import type * as z from "zod";
import { SegmentationError } from "../errors.ts";
import type { ImportOptions } from "../import-options.ts";
import type { Parameter, SegmentationModel } from "../model.ts";
import { firstNotFinite } from "./first-not-finite.ts";
import { parametersIn } from "./group-matches.ts";
import { bandMismatch, classMismatch, weightsMismatch } from "./import-errors.ts";
import { isTorchParameter } from "./is-torch-parameter.ts";
import { type KeyRule, matchKeys } from "./match-keys.ts";
import { type TorchLayout, torchLayoutOf, torchShapeOf } from "./torch-layout.ts";

/** Where one tensor of a model comes from. */
export interface TensorPlan {
  readonly parameter: Parameter;
  readonly key: string;
  readonly tensor: SafetensorsTensor;
  readonly layout: TorchLayout;
  /** Bands of the given first convolution, where it is to be made to fit; else null. */
  readonly givenBands: number | null;
}

/** Everything that is going to be written, checked by names and shapes. */
export interface ImportPlan {
  readonly tensors: readonly TensorPlan[];
  readonly missing: readonly string[];
  readonly rules: readonly KeyRule[];
}

/** Decides what goes where; throws where anything does not fit. */
export function planImport(
  model: SegmentationModel,
  tensors: ReadonlyMap<string, SafetensorsTensor>,
  {
    parts = [...new Set(model.groups.map((group) => group.split(".")[0]!))],
    ...options
  }: z.output<typeof ImportOptions>,
): ImportPlan {
  const wanted = parametersIn(model, parts).filter(isTorchParameter);
  const { keys, rules } = matchKeys(
    wanted.map(({ name }) => name),
    [...tensors.keys()],
  );
  const missing = wanted.filter(({ name }) => !keys.has(name)).map(({ name }) => name);
  const planned = wanted
    .filter(({ name }) => keys.has(name))
    .map((parameter) => planTensor(model, parameter, { key: keys.get(parameter.name)!, tensors, options }));
  const misshapen = planned.filter((plan) => !fits(plan));
  const isRefused = misshapen.length > 0 || keys.size === 0 || (missing.length > 0 && !options.allowMissing);
  if (!isRefused) return { tensors: planned, missing, rules };
  const [first] = misshapen;
  if (first !== undefined && missing.length === 0) {
    if (misshapen.every(isOtherClassCount)) throw classMismatch(first);
    if (misshapen.length === 1 && isOtherBandCount(model, first)) throw bandMismatch(first);
  }
  throw weightsMismatch({ parts, wanted, missing, misshapen, given: [...tensors.keys()] });
}

interface Source {
  readonly key: string;
  readonly tensors: ReadonlyMap<string, SafetensorsTensor>;
  readonly options: { readonly adaptFirstConvolution: boolean };
}

function planTensor(
  model: SegmentationModel,
  parameter: Parameter,
  { key, tensors, options }: Source,
): TensorPlan {
  const layout = torchLayoutOf(parameter, model.network.getLayer(parameter.layer).getClassName());
  const plan = { parameter, key, tensor: tensors.get(key)!, layout, givenBands: null };
  const isAdapted = options.adaptFirstConvolution && !fits(plan) && isOtherBandCount(model, plan);
  return isAdapted ? { ...plan, givenBands: plan.tensor.shape[1]! } : plan;
}

/** Whether it is the first convolution, and differs in its bands alone. */
function isOtherBandCount(model: SegmentationModel, plan: TensorPlan): boolean {
  const first = model.parameters().find(({ shape }) => shape.length === 4);
  return plan.parameter === first && differsOnlyAt(plan, 1);
}

/** Whether the shapes agree; axes of 1 at the end do not count: a 1×1 convolution is a matrix. */
function fits({ parameter, tensor, layout, givenBands }: TensorPlan): boolean {
  if (givenBands !== null) return true;
  return trimmed(tensor.shape) === trimmed(torchShapeOf(parameter.shape, layout));
}

function trimmed(shape: readonly number[]): string {
  const last = shape.findLastIndex((length) => length !== 1);
  return shape.slice(0, Math.max(1, last + 1)).join();
}

function differsOnlyAt({ parameter, tensor, layout }: TensorPlan, axis: number): boolean {
  const expected = torchShapeOf(parameter.shape, layout);
  if (expected.length !== tensor.shape.length || (tensor.shape[axis] ?? 0) < 1) return false;
  return expected.every((length, index) => index === axis || length === tensor.shape[index]);
}

function isOtherClassCount(plan: TensorPlan): boolean {
  return plan.parameter.group === "head" && differsOnlyAt(plan, 0);
}

/** Throws where a tensor holds NaN or infinity. */
export function checkFinite({ tensor, key }: TensorPlan): void {
  const data = toFloat32(tensor);
  const index = firstNotFinite(data);
  if (index === -1) return;
  throw new SegmentationError("WEIGHT_NOT_FINITE", {
    message: `tensor "${key}" holds ${data[index]} at index ${index}, where every weight must be finite; nothing was loaded: take another checkpoint`,
    context: { key, index },
  });
}
