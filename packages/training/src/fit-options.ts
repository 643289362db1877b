import type { FreezePlan, Loss } from "@undercoat/segmentation";
import type * as z from "zod";
import { TrainingError } from "./errors.ts";
import { type FreezeSchedule, freezePhaseAt } from "./freeze-schedule.ts";
import { namedSchedule } from "./schedule-options.ts";
import type { TrainingMethod } from "./training-method.ts";
import { TrainingOptions } from "./training-options.ts";
import type { TrainingResult } from "./training-result.ts";
import type { TrainingState } from "./training-state.ts";
import type { Validation } from "./validation.ts";

/** Losses that follow each other: `lossSchedule` of `@undercoat/losses` makes them. */
export interface ScheduledLoss {
  readonly kind: "loss-schedule";
  readonly name: string;
  readonly options: Loss["options"];
  /** The loss of a step, counted from 0. */
  at(step: number): Loss;
}

/** Options of `fit`: the numbers of {@link TrainingOptions} and what only code can give. */
export interface FitOptions extends TrainingOptions {
  readonly loss: Loss | ScheduledLoss;
  /** A way of learning that looks at every batch, such as one for noisy labels. */
  readonly method?: TrainingMethod;
  /** Groups that stay as they are, or learn slower. Omitted: the layers keep the state they have. */
  readonly freezePlan?: FreezePlan;
  /** Freeze plans by step, instead of `freezePlan`: `gradualUnfreezing`, `linearProbeThenFinetune` or your own. */
  readonly freezeSchedule?: FreezeSchedule;
  /** Looks at the model now and then: for the best weights, an early stop, and the schedule `"plateau"`. */
  readonly validation?: Validation;
  /** Told at the end, unless the training failed: why it ended, and the proofs that frozen stayed frozen. */
  readonly onEnd?: (result: TrainingResult) => void;
  /** Told a checkpoint that could not be written, and the training goes on; omitted: it stops with that error. */
  readonly onCheckpointError?: (error: unknown) => void;
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
  checkTogether(options, parsed.data);
  return parsed.data;
}

/** What no single number shows. */
function checkTogether({ freezePlan, freezeSchedule, validation }: FitOptions, numbers: FitNumbers): void {
  const { warmUpSteps, steps, schedule } = numbers;
  if (warmUpSteps >= steps)
    throw refused(
      `training option "warmUpSteps" is ${warmUpSteps}, but must be below "steps" (${steps}); change one of them`,
      { warmUpSteps, steps },
    );
  if (namedSchedule(schedule).name === "plateau" && validation === undefined)
    throw refused(
      'training option "schedule" is "plateau", but there is no validation that it could follow; give "validation"',
      { schedule },
    );
  if (validation !== undefined && !(Number.isInteger(validation.every) && validation.every >= 1))
    throw refused(
      `"every" of the validation is ${validation.every}, but must be a whole number from 1; change it`,
      { every: validation.every },
    );
  if (freezePlan !== undefined && freezeSchedule !== undefined)
    throw refused('"freezePlan" and "freezeSchedule" are both given; leave one of them out', {});
  if (freezeSchedule !== undefined) freezePhaseAt(freezeSchedule, 0);
}

function refused(message: string, context: Readonly<Record<string, unknown>>): TrainingError {
  return new TrainingError("OPTIONS_REFUSED", { message, context });
}

function numbersOf(options: FitOptions): Readonly<Record<string, unknown>> {
  const { loss: _loss, method: _method, freezePlan: _plan, onCheckpoint: _write, ...rest } = options;
  const { resumeFrom: _state, signal: _signal, onWarning: _warn, ...more } = rest;
  const {
    freezeSchedule: _schedule,
    validation: _look,
    onEnd: _end,
    onCheckpointError: _tell,
    ...numbers
  } = more;
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
