import type { FreezePlan, Loss } from "@undercoat/segmentation";
import type * as z from "zod";
import { TrainingError } from "./errors.ts";
import { TrainingOptions } from "./training-options.ts";
import type { TrainingState } from "./training-state.ts";

/** Options of `fit`: the numbers of {@link TrainingOptions} and what only code can give. */
export interface FitOptions extends TrainingOptions {
  readonly loss: Loss;
  /** Groups that stay as they are, or learn slower. Omitted: the layers keep the state they have. */
  readonly freezePlan?: FreezePlan;
  /** Called every `checkpointEvery` steps and at an interruption; the training waits for it. */
  readonly onCheckpoint?: (state: TrainingState) => Promise<void>;
  /** Told once where the step cannot be compiled and runs operation by operation; omitted: a warning of the process. */
  readonly onWarning?: (message: string) => void;
  /** Continues this training instead of starting one. */
  readonly resumeFrom?: TrainingState;
  /** Aborting stops after the running step, writes a checkpoint and throws `INTERRUPTED`. */
  readonly signal?: AbortSignal;
}

/** The numbers of {@link TrainingOptions}; `batchSize` only where the caller gave it. */
const FitNumbers = TrainingOptions.extend({
  batchSize: TrainingOptions.shape.batchSize.unwrap().optional(),
});
/** What {@link parseFitOptions} returns. */
export type FitNumbers = z.output<typeof FitNumbers>;

/**
 * The numbers of `options`, with defaults.
 *
 * @throws {TrainingError} `OPTIONS_REFUSED`, naming the first option that does not fit.
 */
export function parseFitOptions(options: FitOptions): FitNumbers {
  const numbers = numbersOf(options);
  const parsed = FitNumbers.safeParse(numbers);
  if (!parsed.success) throw refusal(parsed.error, numbers);
  const { warmUpSteps, steps } = parsed.data;
  if (warmUpSteps < steps) return parsed.data;
  throw new TrainingError("OPTIONS_REFUSED", {
    message: `training option "warmUpSteps" is ${warmUpSteps}, but must be below "steps" (${steps}); change one of them`,
    context: { warmUpSteps, steps },
  });
}

function numbersOf(options: FitOptions): Readonly<Record<string, unknown>> {
  const { loss: _loss, freezePlan: _plan, onCheckpoint: _write, ...rest } = options;
  const { resumeFrom: _state, signal: _signal, onWarning: _warn, ...numbers } = rest;
  return numbers;
}

function refusal(error: z.ZodError, numbers: Readonly<Record<string, unknown>>): TrainingError {
  const issue = error.issues[0];
  const option = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path[0];
  const name = String(option);
  const value = numbers[name];
  const fact =
    issue?.code === "unrecognized_keys"
      ? "is not known; leave it out"
      : `is ${typeof value === "number" ? value : JSON.stringify(value)}, but ${issue?.message ?? "does not fit"}; change it`;
  return new TrainingError("OPTIONS_REFUSED", {
    message: `training option "${name}" ${fact}`,
    context: { option: name, value },
    cause: error,
  });
}
