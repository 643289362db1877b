import type { AsyncBatchSource, BatchSource } from "@undercoat/datasets";
import { applyFreezePlan, type FreezePlan, type SegmentationModel } from "@undercoat/segmentation";
import type { FitNumbers, FitOptions } from "../fit-options.ts";
import type { RunningMethod } from "../training-method.ts";
import type { TrainingState } from "../training-state.ts";
import { type Averages, copiedWeights } from "./averaged-weights.ts";
import { StepperOfRun } from "./choose-stepper.ts";
import { restoreMethod, savedMethod } from "./companion-state.ts";
import { engineName } from "./engine-name.ts";
import { openPhase, planAt } from "./freeze-phases.ts";
import { NO_PROGRESS, type Progress } from "./progress.ts";
import { restoreRun } from "./restore-run.ts";
import { settingsOf } from "./settings-of.ts";
import { checkFrozen, type TrainedTensor, trainedTensors } from "./trained-tensors.ts";

/** One training while it runs; what is not `readonly` moves. */
export interface TrainingRun {
  readonly model: SegmentationModel;
  readonly batches: BatchSource | AsyncBatchSource;
  readonly options: FitOptions;
  readonly numbers: FitNumbers;
  readonly stepper: StepperOfRun;
  /** What looks at every batch; `null` where nothing does. */
  readonly method: RunningMethod | null;
  /** Averaged weights; `null` where none are asked for. */
  readonly averages: Averages | null;
  /** Every tensor that has learnt so far, in its last state. */
  readonly learnt: Map<string, TrainedTensor>;
  trained: readonly TrainedTensor[];
  plan: FreezePlan | undefined;
  progress: Progress;
  step: number;
  updates: number;
  recentLosses: (number | null)[];
}

/** What a training is given. */
export type TrainingInputs = Pick<TrainingRun, "model" | "batches" | "options" | "numbers">;

/** Freezes, restores where asked, and remembers what must not change. */
export function beginRun(inputs: TrainingInputs): TrainingRun {
  const { model, options, numbers } = inputs;
  const { resumeFrom } = options;
  // a checkpoint may lie at the end of a phase: the next one is entered by the loop
  const plan = planAt(options, resumeFrom?.progress?.frozenFrom ?? resumeFrom?.step ?? 0);
  if (plan !== undefined) applyFreezePlan(model, plan);
  const method = options.method?.start(model) ?? null;
  const fresh = trainedTensors(model, numbers, { plan, method });
  const start = {
    step: 0,
    updates: 0,
    recentLosses: [],
    trained: fresh,
    learnt: new Map<string, TrainedTensor>(),
  };
  const restored = resumeFrom === undefined ? start : restoreRun(inputs, fresh, resumeFrom);
  const averages = averagesOf(inputs);
  if (resumeFrom?.method !== undefined && method !== null) restoreMethod(method, resumeFrom.method);
  const progress = resumeFrom?.progress ?? NO_PROGRESS;
  const run = {
    ...inputs,
    stepper: new StepperOfRun({ model, options }),
    averages,
    method,
    plan,
    progress,
    ...restored,
  };
  for (const tensor of run.trained) run.learnt.set(tensor.parameter.name, tensor);
  if (resumeFrom?.progress === undefined) openPhase(run);
  else checkFrozen(model, new Map(Object.entries(progress.frozen)));
  return run;
}

/** Everything needed to continue after the steps done so far, as copies. */
export function stateOf(run: TrainingRun): TrainingState {
  const { model, learnt, step, updates, batches, averages, progress } = run;
  run.stepper.writeBack();
  const weights = model.parameters().map(({ name, shape, variable }) => {
    return [name, { shape: [...shape], data: Float32Array.from(variable.dataSync()) }] as const;
  });
  const slots = [...learnt].map(
    ([
      name,
      {
        slots: { first, second, highest },
      },
    ]) => {
      const copies = { first: first.slice(), second: second.slice() };
      return [name, highest === undefined ? copies : { ...copies, highest: highest.slice() }] as const;
    },
  );
  const begun = [...learnt]
    .filter(([, tensor]) => tensor.begun > 0)
    .map(([name, tensor]) => [name, tensor.begun]);
  return {
    step,
    updates,
    settings: settingsOf(run.options, run.numbers),
    backend: engineName(),
    weights: new Map(weights),
    slots: new Map(slots),
    ...(averages === null
      ? {}
      : { averages: new Map([...averages].map(([name, data]) => [name, data.slice()])) }),
    progress: { ...progress, begun: Object.fromEntries(begun) },
    ...(run.method === null ? {} : { method: savedMethod(run.method) }),
    sampler: structuredClone(batches.save()),
    recentLosses: [...run.recentLosses],
  };
}

function averagesOf({ model, options, numbers }: TrainingInputs): Averages | null {
  if (numbers.averaging === null) return null;
  const averages = copiedWeights(model);
  for (const [name, data] of options.resumeFrom?.averages ?? []) averages.set(name, Float32Array.from(data));
  return averages;
}
