import type { FreezeScheduleConfig } from "./training-recipe.ts";

/** The keys of a stage that freeze. */
interface StageKeys {
  readonly steps: number;
  readonly freezePlan?: object | undefined;
  readonly freezeSchedule?: FreezeScheduleConfig | undefined;
}

/** What freezing needs of other keys; whether a model has the named layer groups is known only to who builds it. */
export function checkFreezing(
  stages: { readonly pretrain: StageKeys; readonly finetune: StageKeys },
  complain: (path: (string | number)[], message: string) => void,
): void {
  for (const stage of ["pretrain", "finetune"] as const) {
    const { steps, freezePlan, freezeSchedule: schedule } = stages[stage];
    if (schedule === undefined) continue;
    const path = [stage, "freezeSchedule"];
    if (freezePlan !== undefined)
      complain(path, `stands beside "${stage}.freezePlan", but one of them decides; leave out the other`);
    if (!Array.isArray(schedule)) {
      if (schedule.name === "linear-probe" && schedule.probeSteps >= steps)
        complain(
          [...path, "probeSteps"],
          `is ${schedule.probeSteps}, expected below ${stage}.steps (${steps}); lower it`,
        );
      continue;
    }
    for (const [index, { fromStep }] of schedule.entries()) {
      const before = schedule[index - 1]?.fromStep;
      const fits = before === undefined ? fromStep === 0 : fromStep > before && fromStep < steps;
      if (!fits)
        complain(
          [...path, index, "fromStep"],
          `is ${fromStep}, expected ${before === undefined ? "0" : `a number above ${before} and below ${stage}.steps (${steps})`}; put the phases in order`,
        );
    }
  }
}
