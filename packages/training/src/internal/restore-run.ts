import { tensor, tidy } from "@tensorflow/tfjs-core";
import type { SegmentationModel } from "@undercoat/segmentation";
import { TrainingError } from "../errors.ts";
import type { FitNumbers, FitOptions } from "../fit-options.ts";
import type { TrainingState } from "../training-state.ts";
import { engineName } from "./engine-name.ts";
import { settingsOf } from "./settings-of.ts";
import type { TrainedTensor } from "./trained-tensors.ts";
import type { TrainingInputs } from "./training-run.ts";

/** Where a restored training stands. */
interface Restored {
  readonly trained: readonly TrainedTensor[];
  readonly learnt: Map<string, TrainedTensor>;
  readonly step: number;
  readonly updates: number;
  readonly recentLosses: (number | null)[];
}

/** Throws where `state` is of another model or of other settings. */
export function checkState(
  model: SegmentationModel,
  state: TrainingState,
  options: FitOptions,
  numbers: FitNumbers,
): void {
  checkSettings(state, options, numbers);
  if (state.backend !== engineName()) {
    mismatch(
      `the checkpoint was trained on "${state.backend}", but "${engineName()}" is in use, whose last digits differ; resume with the same engine`,
      { engine: engineName(), checkpoint: state.backend },
    );
  }
  const parameters = model.parameters();
  for (const { name, shape } of parameters) {
    const stored = state.weights.get(name);
    if (stored === undefined) {
      mismatch(
        `the model has "${name}", but the checkpoint does not; resume with the model that was trained`,
        { tensor: name },
      );
    } else if (stored.shape.join("×") !== shape.join("×")) {
      mismatch(
        `"${name}" is ${shape.join("×")} in the model, but ${stored.shape.join("×")} in the checkpoint; resume with the model that was trained`,
        { tensor: name, model: shape, checkpoint: stored.shape },
      );
    }
  }
  const known = new Set(parameters.map(({ name }) => name));
  const extra = [...state.weights.keys()].find((name) => !known.has(name));
  if (extra !== undefined) {
    mismatch(
      `the checkpoint has "${extra}", but the model does not; resume with the model that was trained`,
      { tensor: extra },
    );
  }
}

/** Puts weights, optimiser and sampler back to where `state` was taken. */
export function restoreRun(
  { model, batches, options, numbers }: TrainingInputs,
  fresh: readonly TrainedTensor[],
  state: TrainingState,
): Restored {
  const trained = fresh.map((tensor) => withStoredBegin(tensor, state));
  restoreSlots(trained, state, options.freezeSchedule !== undefined);
  const learnt = new Map<string, TrainedTensor>();
  for (const { name, shape, variable } of model.parameters()) {
    const { data } = state.weights.get(name)!;
    tidy(() => variable.assign(tensor(Float32Array.from(data), [...shape])));
  }
  for (const parameter of model.parameters()) {
    const stored = state.slots.get(parameter.name);
    if (stored === undefined || trained.some((one) => one.parameter.name === parameter.name)) continue;
    const decays = numbers.weightDecayOf === "all" || parameter.shape.length > 1;
    learnt.set(
      parameter.name,
      withStoredBegin({ parameter, slots: stored, lrScale: 1, decays, begun: 0 }, state),
    );
  }
  batches.restore(structuredClone(state.sampler) as never);
  const { step, updates, recentLosses } = state;
  return { step, updates, recentLosses: [...recentLosses], trained, learnt };
}

/** A tensor that had learnt before counts its updates from where it began. */
function withStoredBegin(fresh: TrainedTensor, { slots, progress }: TrainingState): TrainedTensor {
  const { name } = fresh.parameter;
  return slots.has(name) ? { ...fresh, begun: progress?.begun[name] ?? 0 } : fresh;
}

function checkSettings(state: TrainingState, options: FitOptions, numbers: FitNumbers): void {
  const asked = settingsOf(options, numbers);
  for (const key of new Set([...Object.keys(asked), ...Object.keys(state.settings)])) {
    const [now, then] = [JSON.stringify(asked[key]), JSON.stringify(state.settings[key])];
    if (now === then) continue;
    mismatch(
      `"${key}" is ${now}, but the checkpoint was trained with ${then}; resume with the same options`,
      { option: key, value: asked[key], checkpoint: state.settings[key] },
    );
  }
}

function restoreSlots(trained: readonly TrainedTensor[], state: TrainingState, mayDiffer: boolean): void {
  const names = trained.map(({ parameter }) => parameter.name);
  const missing = names.find((name) => !state.slots.has(name));
  const extra = [...state.slots.keys()].find((name) => !names.includes(name));
  if (!mayDiffer && (missing !== undefined || extra !== undefined)) {
    const [name, now, then] =
      missing === undefined ? [extra, "frozen", "trained"] : [missing, "trained", "frozen"];
    mismatch(`"${name}" is ${now}, but was ${then} in the checkpoint; resume with the same freeze plan`, {
      tensor: name,
    });
  }
  for (const { parameter, slots } of trained) {
    const stored = state.slots.get(parameter.name);
    if (stored === undefined) continue; // a phase begins here
    if (stored.first.length !== slots.first.length || stored.second.length !== slots.second.length) {
      mismatch(
        `"${parameter.name}" has ${slots.first.length} weights, but ${stored.first.length} optimiser numbers in the checkpoint; use another checkpoint`,
        { tensor: parameter.name },
      );
    }
    slots.first.set(stored.first);
    slots.second.set(stored.second);
    if (stored.highest !== undefined) slots.highest?.set(stored.highest);
  }
}

function mismatch(message: string, context: Readonly<Record<string, unknown>>): never {
  throw new TrainingError("CHECKPOINT_MISMATCH", { message, context });
}
