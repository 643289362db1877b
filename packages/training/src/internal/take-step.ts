import { memory } from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { Loss } from "@undercoat/segmentation";
import { TrainingError } from "../errors.ts";
import { learningRateAt } from "../learning-rate-at.ts";
import type { StepReport } from "../step-report.ts";
import { averageInto } from "./averaged-weights.ts";
import { checkBatch } from "./check-batch.ts";
import type { StepBatch } from "./choose-stepper.ts";
import { lossNotFinite } from "./loss-not-finite.ts";
import { advisingOnMemory } from "./out-of-memory.ts";
import type { StepLosses, Stepper } from "./stepper.ts";
import type { TrainingRun } from "./training-run.ts";

/** Losses that a checkpoint remembers. */
const RECENT = 100;

/** Learns from the batches of one step: moves the weights, reports. */
export function takeStep(
  run: TrainingRun,
  batches: readonly Batch[],
  { began, batchMilliseconds }: { readonly began: number; readonly batchMilliseconds: number },
): StepReport {
  const { numbers } = run;
  const learningRate = rateOf(run);
  const step = run.step + 1;
  const usable = batches.filter((batch) => checkBatch(batch, run.model, numbers.batchSize));
  const learnt = usable.length === 0 ? null : learn(run, usable, { step, learningRate });
  run.step += 1;
  run.recentLosses = [...run.recentLosses, learnt?.loss ?? null].slice(-RECENT);
  if (learnt !== null) average(run);
  const milliseconds = performance.now() - began;
  const patches = batches.reduce((sum, { size }) => sum + size, 0);
  return {
    step,
    steps: numbers.steps,
    learningRate,
    learningRates: learningRates(run, learningRate),
    ...(learnt ?? { loss: Number.NaN, lossParts: {}, gradientNorm: Number.NaN, gradientNorms: {} }),
    skipped: learnt === null,
    milliseconds,
    batchMilliseconds,
    patchesPerSecond: (1000 * patches) / milliseconds,
    ...usedMemory(),
    validation: null,
  };
}

function learn(
  run: TrainingRun,
  batches: readonly Batch[],
  moment: { readonly step: number; readonly learningRate: number },
) {
  const first = batches[0]!;
  return advisingOnMemory(moment.step, first, () => {
    const prepared = batches.map((batch) => preparedBy(run, batch));
    const loss = { loss: lossAt(run), method: run.method };
    const stepper = run.stepper.for(prepared[0]!, { trained: run.trained, loss });
    const losses = computeAll(run, stepper, prepared, moment);
    const norms = stepper.update(run.numbers, { ...moment, update: run.updates + 1 });
    run.updates += 1;
    const { syncEvery } = run.numbers;
    const isRead = run.method?.readsModel ?? false;
    if (isRead || (syncEvery > 0 && moment.step % syncEvery === 0)) stepper.writeBack();
    run.method?.updated?.({ step: moment.step, steps: run.numbers.steps });
    return { ...losses, ...norms };
  });
}

/** A batch as the method wants it learnt from. */
function preparedBy({ method, step, numbers }: TrainingRun, batch: Batch): StepBatch {
  const prepared = method?.prepare?.(batch, { step, steps: numbers.steps });
  return { batch: prepared?.batch ?? batch, inputs: prepared?.inputs ?? {} };
}

/** Means over the batches of one step; their mean gradient is left in the stepper. */
function computeAll(
  run: TrainingRun,
  stepper: Stepper,
  batches: readonly StepBatch[],
  moment: { readonly step: number; readonly learningRate: number },
): StepLosses {
  const sums = new Map<string, Float32Array>();
  const results = batches.map(({ batch, inputs }) => {
    checkShape(batch, batches[0]!.batch);
    const { logits, ...result } = stepper.compute(batch, inputs);
    if (!Number.isFinite(result.loss)) throw lossNotFinite(run, result, { batch, ...moment });
    if (logits !== null) run.method?.observe?.(batch, logits);
    if (batches.length > 1) addInto(sums, stepper.gradients());
    return result;
  });
  for (const [name, gradient] of batches.length > 1 ? stepper.gradients() : [])
    sums.get(name)!.forEach((sum, i) => {
      gradient[i] = sum / batches.length;
    });
  return batches.length === 1 ? results[0]! : meanOf(results);
}

function addInto(sums: Map<string, Float32Array>, gradients: ReadonlyMap<string, Float32Array>): void {
  for (const [name, gradient] of gradients) {
    const sum = sums.get(name);
    if (sum === undefined) sums.set(name, gradient.slice());
    else for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + gradient[i]!;
  }
}

function meanOf(results: readonly StepLosses[]): StepLosses {
  const mean = (value: (result: StepLosses) => number) =>
    results.reduce((sum, result) => sum + value(result), 0) / results.length;
  const names = Object.keys(results[0]!.lossParts);
  const parts = names.map((name) => [name, mean(({ lossParts }) => lossParts[name]!)]);
  return { loss: mean(({ loss }) => loss), lossParts: Object.fromEntries(parts) };
}

function checkShape(batch: Batch, first: Batch): void {
  const shape = ({ size, height, width }: Batch) => `${size} of ${width}×${height}`;
  if (shape(batch) === shape(first)) return;
  throw new TrainingError("BATCH_MISMATCH", {
    message: `batches of one step are ${shape(first)} and ${shape(batch)} pixels, but accumulate averages equal ones; give batches of one shape`,
    context: { first: shape(first), other: shape(batch) },
  });
}

function average(run: TrainingRun): void {
  const { averages, numbers, progress } = run;
  if (averages === null || numbers.averaging === null) return;
  run.stepper.writeBack();
  const moment = { index: run.updates - 1, step: run.step, averaged: progress.averaged };
  if (averageInto(averages, run.model, numbers.averaging, moment))
    run.progress = { ...progress, averaged: progress.averaged + 1 };
}

/** The loss of the step that comes next. */
function lossAt({ options, step }: TrainingRun): Loss {
  return options.loss.kind === "loss-schedule" ? options.loss.at(step) : options.loss;
}

function rateOf({ numbers, step, progress }: TrainingRun): number {
  const { plateau } = progress;
  return plateau !== null && step >= numbers.warmUpSteps ? plateau.rate : learningRateAt(numbers, step);
}

function learningRates({ trained }: TrainingRun, learningRate: number): Record<string, number> {
  return Object.fromEntries(
    trained.map(({ parameter, lrScale }) => [parameter.group, learningRate * lrScale]),
  );
}

function usedMemory(): Pick<StepReport, "tensorCount" | "tensorBytes" | "residentBytes"> {
  const { numTensors, numBytes } = memory();
  const residentBytes = typeof process === "object" ? process.memoryUsage.rss() : null;
  return { tensorCount: numTensors, tensorBytes: numBytes, residentBytes };
}
