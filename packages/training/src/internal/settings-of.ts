import type { FitNumbers, FitOptions } from "../fit-options.ts";
import type { TrainingSettings } from "../training-state.ts";

/** What decides the numbers of a training beside model and data. */
export function settingsOf(options: FitOptions, numbers: FitNumbers): TrainingSettings {
  const { batchSize: _size, checkpointEvery: _every, syncEvery: _sync, ...rest } = numbers;
  const { name, options: lossOptions } = options.loss;
  return {
    ...rest,
    loss: `${name} ${JSON.stringify(lossOptions)}`,
    freezePlan: options.freezePlan === undefined ? null : JSON.stringify(options.freezePlan),
  };
}
