import type { FitOptions } from "@undercoat/training";
import { StagePlateau, type StageSchedule } from "../config/training-recipe.ts";

/**
 * What a schedule of a config asks of `fit`. A plateau follows the mean loss of the last steps.
 *
 * @param losses - Of every step reported so far; grows while the training runs. `null`: nothing was learnt from.
 */
export function stageScheduleOf(
  schedule: StageSchedule,
  losses: readonly (number | null)[],
): Pick<FitOptions, "schedule" | "validation"> {
  const named = schedule === "plateau" ? StagePlateau.parse({ name: schedule }) : schedule;
  if (typeof named === "string" || named.name !== "plateau") return { schedule: named };
  const { every, ...own } = named;
  const evaluate = async () => {
    const known = losses.slice(-every).filter((loss) => loss !== null);
    // the loss of the very first step is not told before its validation
    return known.length === 0 ? Number.MAX_VALUE : known.reduce((sum, loss) => sum + loss, 0) / known.length;
  };
  return { schedule: { ...own, mode: "min" }, validation: { every, mode: "min", evaluate } };
}
