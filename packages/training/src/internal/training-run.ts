import type { AsyncBatchSource, Batch, BatchSource } from "@undercoat/datasets";
import { applyFreezePlan, type SegmentationModel } from "@undercoat/segmentation";
import { TrainingError } from "../errors.ts";
import type { FitNumbers, FitOptions } from "../fit-options.ts";
import { learningRateAt } from "../learning-rate-at.ts";
import type { StepReport } from "../step-report.ts";
import type { TrainingState } from "../training-state.ts";
import { checkBatch } from "./check-batch.ts";
import { StepperOfRun } from "./choose-stepper.ts";
import { engineName } from "./engine-name.ts";
import { restoreRun } from "./restore-run.ts";
import { settingsOf } from "./settings-of.ts";
import type { StepLosses } from "./stepper.ts";
import { frozenHashes, type TrainedTensor, trainedTensors } from "./trained-tensors.ts";

/** Losses that a checkpoint remembers. */
const RECENT = 100;

/** One training while it runs; `step`, `updates` and `recentLosses` move. */
export interface TrainingRun {
  readonly model: SegmentationModel;
  readonly batches: BatchSource | AsyncBatchSource;
  readonly options: FitOptions;
  readonly numbers: FitNumbers;
  readonly trained: readonly TrainedTensor[];
  readonly frozen: ReadonlyMap<string, string>;
  readonly stepper: StepperOfRun;
  step: number;
  updates: number;
  recentLosses: (number | null)[];
}

/** What a training is given. */
export type TrainingInputs = Pick<TrainingRun, "model" | "batches" | "options" | "numbers">;

/** Freezes, restores where asked, and remembers what must not change. */
export function beginRun(inputs: TrainingInputs): TrainingRun {
  const { model, options } = inputs;
  if (options.freezePlan !== undefined) applyFreezePlan(model, options.freezePlan);
  const trained = trainedTensors(model, options.freezePlan);
  const start = { step: 0, updates: 0, recentLosses: [] };
  const restored = options.resumeFrom === undefined ? start : restoreRun(inputs, trained, options.resumeFrom);
  const stepper = new StepperOfRun({ model, options, trained });
  return { ...inputs, trained, frozen: frozenHashes(model), stepper, ...restored };
}

/** Everything needed to continue after the steps done so far, as copies. */
export function stateOf(run: TrainingRun): TrainingState {
  const { model, trained, step, updates, batches } = run;
  run.stepper.writeBack();
  const weights = model.parameters().map(({ name, shape, variable }) => {
    return [name, { shape: [...shape], data: Float32Array.from(variable.dataSync()) }] as const;
  });
  const slots = trained.map(({ parameter, slots: { first, second } }) => {
    return [parameter.name, { first: first.slice(), second: second.slice() }] as const;
  });
  return {
    step,
    updates,
    settings: settingsOf(run.options, run.numbers),
    backend: engineName(),
    weights: new Map(weights),
    slots: new Map(slots),
    sampler: structuredClone(batches.save()),
    recentLosses: [...run.recentLosses],
  };
}

/** Learns from one batch: moves the weights, reports. */
export function takeStep(
  run: TrainingRun,
  batch: Batch,
  { began, batchMilliseconds }: { readonly began: number; readonly batchMilliseconds: number },
): StepReport {
  const { model, numbers } = run;
  const learningRate = learningRateAt(numbers, run.step);
  const step = run.step + 1;
  const shared = { step, steps: numbers.steps, learningRate };
  if (!checkBatch(batch, model, numbers.batchSize)) {
    finishStep(run, null);
    const milliseconds = performance.now() - began;
    return {
      ...shared,
      loss: Number.NaN,
      lossParts: {},
      gradientNorm: Number.NaN,
      skipped: true,
      milliseconds,
      batchMilliseconds,
    };
  }
  const stepper = run.stepper.for(batch);
  const result = stepper.compute(batch);
  if (!Number.isFinite(result.loss)) throw lossNotFinite(result, batch, shared);
  const moment = { step, update: run.updates + 1, learningRate };
  const gradientNorm = stepper.update(numbers, moment);
  run.updates += 1;
  finishStep(run, result.loss);
  if (numbers.syncEvery > 0 && run.step % numbers.syncEvery === 0) run.stepper.writeBack();
  const { loss, lossParts } = result;
  const milliseconds = performance.now() - began;
  return { ...shared, loss, lossParts, gradientNorm, skipped: false, milliseconds, batchMilliseconds };
}

function finishStep(run: TrainingRun, loss: number | null): void {
  run.step += 1;
  run.recentLosses = [...run.recentLosses, loss].slice(-RECENT);
}

function lossNotFinite(
  { loss, lossParts }: StepLosses,
  batch: Batch,
  { step, learningRate }: Pick<StepReport, "step" | "learningRate">,
): TrainingError {
  const bad = Object.entries(lossParts).filter(([, value]) => !Number.isFinite(value));
  const parts = bad.map(([name, value]) => `"${name}" is ${value}`).join(", ");
  const samples = batch.images.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
  const advice =
    samples > 0
      ? `${samples} samples of the batch are not finite: check the validity of the images`
      : `the batch is finite: lower the learning rate (${learningRate})`;
  return new TrainingError("LOSS_NOT_FINITE", {
    message: `step ${step}: loss is ${loss}${parts === "" ? "" : ` (${parts})`}; ${advice}`,
    context: { step, loss, lossParts, samplesNotFinite: samples, learningRate },
  });
}
