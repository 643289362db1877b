import { tensor, tidy } from "@tensorflow/tfjs-core";
import type { SegmentationModel } from "@undercoat/segmentation";
import { emaDecayAt, emaInto, meanInto } from "../averages.ts";
import type { AveragingOptions } from "../optimizer-options.ts";

/** Averages of all tensors of a model by name, running statistics included. */
export type Averages = Map<string, Float32Array>;

/** The tensors of a model as copies. */
export function copiedWeights(model: SegmentationModel): Averages {
  return new Map(
    model.parameters().map(({ name, variable }) => [name, Float32Array.from(variable.dataSync())]),
  );
}

/** Puts `values` into the model. */
export function assignWeights(model: SegmentationModel, values: ReadonlyMap<string, Float32Array>): void {
  for (const { name, shape, variable } of model.parameters())
    tidy(() => variable.assign(tensor(values.get(name)!, [...shape])));
}

/** Takes the weights after update `index` (from 0) of step `step` into the averages; true if it did. */
export function averageInto(
  averages: Averages,
  model: SegmentationModel,
  options: AveragingOptions,
  { index, step, averaged }: { readonly index: number; readonly step: number; readonly averaged: number },
): boolean {
  if (!takesPart(options, step)) return false;
  for (const { name, variable } of model.parameters()) {
    const values = variable.dataSync();
    const average = averages.get(name)!;
    if (options.kind === "ema")
      emaInto(average, values, emaDecayAt(options.decay, { index, warmUp: options.warmUp }));
    else if (averaged === 0) average.set(values);
    else meanInto(average, values, averaged);
  }
  return true;
}

function takesPart(options: AveragingOptions, step: number): boolean {
  if (options.kind === "ema") return true;
  return step >= options.fromStep && (step - options.fromStep) % options.every === 0;
}
