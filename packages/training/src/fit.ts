import type { AsyncBatchSource, Batch, BatchSource } from "@undercoat/datasets";
import type { SegmentationModel } from "@undercoat/segmentation";
import { TrainingError } from "./errors.ts";
import { type FitOptions, parseFitOptions } from "./fit-options.ts";
import { assignWeights } from "./internal/averaged-weights.ts";
import { closePhase, enterPhase } from "./internal/freeze-phases.ts";
import { checkState } from "./internal/restore-run.ts";
import { rewriteWeights } from "./internal/rewrite-weights.ts";
import { takeStep } from "./internal/take-step.ts";
import { checkFrozen, lrScales } from "./internal/trained-tensors.ts";
import { beginRun, stateOf, type TrainingInputs, type TrainingRun } from "./internal/training-run.ts";
import { validate } from "./internal/validate.ts";
import type { StepReport } from "./step-report.ts";

/**
 * Trains a model in place; iterating does the work, one report a step.
 *
 * Frozen layers cost no backward pass, and their weights and running statistics are hashed before and
 * after. A batch whose labels are all ignored moves nothing and is reported as `skipped`. `break` stops.
 * On an engine with a compiler the step runs as one graph; where it cannot be compiled, operation by operation
 * with one warning. Finite; can be iterated once, because a second pass would train further from trained weights.
 *
 * @remarks The same model, batches and options give the same weights, bit for bit, on one engine; a
 *   training resumed from a checkpoint gives the weights of one that was never stopped.
 *   After `LOSS_NOT_FINITE` the running statistics hold the bad batch: go back to the last checkpoint.
 * @throws {TrainingError} At once: `OPTIONS_REFUSED`, `CHECKPOINT_MISMATCH`. While iterating:
 *   `NOTHING_TO_TRAIN`, `BATCH_MISMATCH`, `LOSS_NOT_FINITE`, `GRADIENT_NOT_FINITE`, `VALIDATION_NOT_FINITE`,
 *   `OUT_OF_MEMORY`, `FROZEN_CHANGED`,
 *   `INTERRUPTED` after `signal` was aborted and the checkpoint written, `ALREADY_ITERATED`.
 *
 * @example
 * ```ts
 * for await (const { step, loss } of fit(model, batches, { loss: crossEntropy(), steps: 200, learningRate: 3e-3 })) {
 *   record({ step, loss });
 * }
 * ```
 */
export function fit(
  model: SegmentationModel,
  batches: BatchSource | AsyncBatchSource,
  options: FitOptions,
): AsyncIterable<StepReport> {
  const numbers = parseFitOptions(options);
  // an unknown group is told now, not at the first step
  for (const { plan } of options.freezeSchedule ?? []) lrScales(model, plan);
  lrScales(model, options.freezePlan);
  if (options.resumeFrom !== undefined) checkState(model, options.resumeFrom, options, numbers);
  let started = false;
  return {
    [Symbol.asyncIterator]() {
      if (started) throw alreadyIterated();
      started = true;
      return trainingSteps({ model, batches, options, numbers });
    },
  };
}

async function* trainingSteps(inputs: TrainingInputs): AsyncGenerator<StepReport, void, undefined> {
  const run = beginRun(inputs);
  const { steps, checkpointEvery } = inputs.numbers;
  let failed = true;
  try {
    while (run.step < steps && !run.progress.stopped) {
      await macrotask();
      if (inputs.options.signal?.aborted) await interrupt(run);
      enterPhase(run);
      rewriteWeights(run);
      const report = await oneStep(run);
      if (checkpointEvery > 0 && run.step % checkpointEvery === 0) await writeCheckpoint(run);
      failed = false; // a consumer that breaks leaves the generator here
      yield report;
      failed = true;
    }
    failed = false;
  } finally {
    run.stepper.dispose(); // the model holds the last weights, whatever ended the loop
    run.method?.dispose?.();
    if (!failed) endRun(run);
  }
}

async function oneStep(run: TrainingRun): Promise<StepReport> {
  const began = performance.now();
  const batches: Batch[] = [];
  while (batches.length < run.numbers.accumulate) batches.push(await nextBatch(run));
  const report = takeStep(run, batches, { began, batchMilliseconds: performance.now() - began });
  return { ...report, validation: await validate(run) };
}

/** Proofs, and the averaged weights where the training was not left before its end. */
function endRun(run: TrainingRun): void {
  closePhase(run);
  const { step, updates, numbers, averages, progress, model, options } = run;
  const ended = progress.stopped ? "early" : step < numbers.steps ? "left" : "finished";
  const averaged = averages !== null && progress.averaged > 0 && ended !== "left";
  if (averaged) assignWeights(model, averages);
  if (averaged) checkFrozen(model, new Map(Object.entries(progress.frozen)));
  const { proofs: frozen, best } = progress;
  options.onEnd?.({ steps: step, updates, ended, frozen, best, averaged });
}

/** A source that was stopped by the same signal is an interruption as well. */
async function nextBatch(run: TrainingRun): Promise<Batch> {
  try {
    return await run.batches.next();
  } catch (error) {
    if (run.options.signal?.aborted) return interrupt(run);
    throw error;
  }
}

async function writeCheckpoint(run: TrainingRun): Promise<void> {
  const { onCheckpoint, onCheckpointError } = run.options;
  if (onCheckpoint === undefined) return;
  checkFrozen(run.model, new Map(Object.entries(run.progress.frozen)));
  try {
    await onCheckpoint(stateOf(run));
  } catch (error) {
    if (onCheckpointError === undefined) throw error;
    onCheckpointError(error);
  }
}

async function interrupt(run: TrainingRun): Promise<never> {
  await writeCheckpoint(run);
  const { onCheckpoint, signal } = run.options;
  const kept = onCheckpoint === undefined ? "no checkpoint was asked for" : "a checkpoint was written";
  throw new TrainingError("INTERRUPTED", {
    message: `training was interrupted after step ${run.step} of ${run.numbers.steps}; ${kept}; resume it with resumeFrom`,
    context: { step: run.step, steps: run.numbers.steps, checkpoint: onCheckpoint !== undefined },
    cause: signal?.reason,
  });
}

function alreadyIterated(): TrainingError {
  return new TrainingError("ALREADY_ITERATED", {
    message: "this training was already iterated, but it can be once only; call fit again to train further",
  });
}

/** Lets timers, signals and input run: steps compute synchronously and would starve them. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
