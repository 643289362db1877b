import { type FreezeSchedule, gradualUnfreezing, linearProbeThenFinetune } from "@undercoat/training";
import type { FreezeScheduleConfig } from "../config/training-recipe.ts";

/**
 * The freeze plans by step that a config means.
 *
 * @param groups - Layer groups of the model, input to output.
 */
export function freezeScheduleOf(schedule: FreezeScheduleConfig, groups: readonly string[]): FreezeSchedule {
  if (Array.isArray(schedule)) return schedule;
  return schedule.name === "gradual"
    ? gradualUnfreezing(groups, { every: schedule.every })
    : linearProbeThenFinetune(schedule);
}
