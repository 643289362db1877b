import type { Loss, PartOptions } from "@undercoat/segmentation";
import { LossesError } from "./errors.ts";

/** A loss, and the step it begins with; steps count from 0. */
export interface LossPhase {
  readonly fromStep: number;
  readonly loss: Loss;
}

/** One loss after the other. */
export interface LossSchedule {
  readonly kind: "loss-schedule";
  readonly name: "schedule";
  readonly options: PartOptions;
  /** In order; the first begins with step 0. */
  readonly phases: readonly LossPhase[];
  /** The loss of a step: the same object for all steps of a phase, so that a step is compiled once per phase. */
  at(step: number): Loss;
}

/**
 * Losses that follow each other, such as a warm-up with cross-entropy before truncated GCE, or sums whose weights
 * change: a phase may be a `sumOfLosses`.
 *
 * Phases are constant because a compiled step freezes its numbers: a weight that moved with every step would compile
 * every step anew.
 *
 * @throws {LossesError} `NO_LOSSES` for an empty list, `PHASES_REFUSED` if the first phase does not begin with step 0,
 *   or a phase not after the one before; from `at`, for a step that is no whole number from 0.
 *
 * @example
 * ```ts
 * const schedule = lossSchedule([
 *   { fromStep: 0, loss: crossEntropy() },
 *   { fromStep: 400, loss: generalisedCrossEntropy({ truncation: 0.5 }) },
 * ]);
 * console.log(schedule.at(399).name);
 * ```
 */
export function lossSchedule(phases: readonly LossPhase[]): LossSchedule {
  checkPhases(phases);
  const kept = phases.map((phase) => ({ ...phase }));
  return {
    kind: "loss-schedule",
    name: "schedule",
    options: {
      phases: kept.map(({ fromStep, loss }) => ({ fromStep, name: loss.name, options: loss.options })),
    },
    phases: kept,
    at: (step) => {
      if (!Number.isInteger(step) || step < 0)
        throw refused(`step is ${step}, expected a whole number from 0; count steps from 0`);
      return kept.findLast(({ fromStep }) => fromStep <= step)!.loss;
    },
  };
}

function checkPhases(phases: readonly LossPhase[]): void {
  if (phases.length === 0) {
    throw new LossesError("NO_LOSSES", { message: "a schedule of losses has 0 phases; give it at least 1" });
  }
  phases.forEach(({ fromStep }, index) => {
    const least = index === 0 ? 0 : phases[index - 1]!.fromStep + 1;
    const fits = Number.isInteger(fromStep) && (index === 0 ? fromStep === 0 : fromStep >= least);
    if (fits) return;
    const expected = index === 0 ? "0" : `a whole number from ${least}`;
    throw refused(
      `phase ${index} begins with step ${fromStep}, expected ${expected}; put the phases in order`,
    );
  });
}

function refused(message: string): LossesError {
  return new LossesError("PHASES_REFUSED", { message });
}
