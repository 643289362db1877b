import type { FreezePlan } from "@undercoat/segmentation";
import { TrainingError } from "./errors.ts";

/** A freeze plan, and the number of steps done when it begins to hold. */
export interface FreezePhase {
  readonly fromStep: number;
  readonly plan: FreezePlan;
}

/** Freeze plans that follow each other; the first begins with step 0. Plain data. */
export type FreezeSchedule = readonly FreezePhase[];

/**
 * The phase that holds after `step` steps.
 *
 * @throws {TrainingError} `OPTIONS_REFUSED` for phases that do not begin with 0 and rise.
 */
export function freezePhaseAt(schedule: FreezeSchedule, step: number): FreezePhase {
  schedule.forEach(({ fromStep }, index) => {
    const least = index === 0 ? 0 : schedule[index - 1]!.fromStep + 1;
    if (Number.isInteger(fromStep) && (index === 0 ? fromStep === 0 : fromStep >= least)) return;
    throw refused(
      `phase ${index} of the freeze schedule begins with step ${fromStep}, expected ${index === 0 ? "0" : `a whole number from ${least}`}; put the phases in order`,
      { phase: index, fromStep },
    );
  });
  const phase = schedule.findLast(({ fromStep }) => fromStep <= step);
  if (phase !== undefined) return phase;
  throw refused("the freeze schedule has 0 phases; give it at least 1, or leave it out", { step });
}

/**
 * First decoder and head alone on a frozen encoder, then all together, the encoder slower where `lrScale` says so.
 *
 * @see {@link https://arxiv.org/abs/2202.10054 | Kumar et al. 2022}
 *
 * @example
 * ```ts
 * const freezeSchedule = linearProbeThenFinetune({ probeSteps: 100, lrScale: 0.1 });
 * ```
 */
export function linearProbeThenFinetune({
  probeSteps,
  lrScale = 1,
}: {
  readonly probeSteps: number;
  readonly lrScale?: number;
}): FreezeSchedule {
  return [
    { fromStep: 0, plan: { encoder: "frozen" } },
    { fromStep: probeSteps, plan: { encoder: { lrScale } } },
  ];
}

/**
 * Unfreezes the encoder from its output to its input, one layer group every `every` steps; decoder and head learn
 * from the start.
 *
 * @param groups - Layer groups of the model, input to output.
 * @see {@link https://arxiv.org/abs/1801.06146 | Howard and Ruder 2018}
 */
export function gradualUnfreezing(
  groups: readonly string[],
  { every }: { readonly every: number },
): FreezeSchedule {
  const encoder = groups.filter((group) => group.startsWith("encoder."));
  return Array.from({ length: encoder.length + 1 }, (_, opened) => ({
    fromStep: opened * every,
    plan: Object.fromEntries(
      encoder.slice(0, encoder.length - opened).map((group) => [group, "frozen"] as const),
    ),
  }));
}

function refused(message: string, context: Readonly<Record<string, unknown>>): TrainingError {
  return new TrainingError("OPTIONS_REFUSED", { message, context });
}
