import type { FitNumbers, FitOptions } from "../fit-options.ts";
import type { TrainingSettings } from "../training-state.ts";

/** Left out of the settings at these values, so that checkpoints from before the option existed go on. */
const LATER_OPTIONS: Readonly<Record<string, unknown>> = {
  weightDecayOf: "all",
  clipValue: null,
  accumulate: 1,
  layerDecay: 1,
  averaging: null,
};

/** What decides the numbers of a training beside model and data. */
export function settingsOf(options: FitOptions, numbers: FitNumbers): TrainingSettings {
  const { batchSize: _size, checkpointEvery: _every, syncEvery: _sync, ...rest } = numbers;
  const { name, options: lossOptions } = options.loss;
  const told = Object.entries(rest).filter(
    ([key, value]) => LATER_OPTIONS[key] !== value || !(key in LATER_OPTIONS),
  );
  return {
    ...Object.fromEntries(told.map(([key, value]) => [key, plain(value)])),
    loss: `${name} ${JSON.stringify(lossOptions)}`,
    ...(options.method === undefined
      ? {}
      : { method: `${options.method.name} ${JSON.stringify(options.method.options)}` }),
    freezePlan: options.freezePlan === undefined ? null : JSON.stringify(options.freezePlan),
    ...(options.freezeSchedule === undefined
      ? {}
      : { freezeSchedule: JSON.stringify(options.freezeSchedule) }),
    ...(options.validation === undefined
      ? {}
      : { validation: JSON.stringify(numbersOf(options.validation)) }),
  };
}

/** Objects as text; the header of a checkpoint holds plain values. */
function plain(value: unknown): TrainingSettings[string] {
  const isPlain = typeof value !== "object" || value === null || Array.isArray(value);
  return isPlain ? (value as TrainingSettings[string]) : JSON.stringify(value);
}

function numbersOf({ every, mode = "max", patience }: NonNullable<FitOptions["validation"]>): object {
  return { every, mode, patience: patience ?? null };
}
