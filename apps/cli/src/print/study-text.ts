import type { StudyPlan, StudyStatus, SubmissionStatus } from "@undercoat/workflows";
import { clock } from "../progress.ts";
import { textTable } from "./text-table.ts";

/** What a study will do, as text. */
export function studyPlanText(plan: StudyPlan, out: string): string {
  const rows = plan.stages.map(({ stage, items, unshared }) => [stage, String(items), String(unshared)]);
  const time =
    plan.seconds === null
      ? "nothing was timed"
      : `about ${clock(plan.seconds)} of one worker on this machine, by the steps timed now`;
  return `${[
    `Study "${plan.name}": ${plan.points} points over ${plan.axes.join(", ") || "no axis"}, ${plan.rows} rows`,
    textTable(["stage", "items", "if nothing were shared"], rows),
    `${plan.items} items instead of ${plan.unshared}; ${time}; engine ${plan.engine}`,
    `undercoat study run ${out} --jobs 2`,
  ].join("\n")}\n`;
}

/** How far a study is, as text. */
export function studyStatusText(status: StudyStatus): string {
  const counts = ["items", "done", "running", "failed", "waiting"] as const;
  const rows = [...status.stages, { ...status, stage: "all" }].map((stage) => [
    stage.stage,
    ...counts.map((count) => String(stage[count])),
  ]);
  return `${[
    `Study "${status.name}"`,
    textTable(["stage", ...counts], rows),
    ...status.doing.map(({ stage, name, seed }) => `running: ${stage} ${name}, seed ${seed}`),
    ...status.failures.map(
      ({ stage, name, seed, tries, message }) =>
        `failed ${tries === 1 ? "once" : `${tries} times`}: ${stage} ${name}, seed ${seed}: ${message}`,
    ),
    `${leftText(status)}; ${status.coreHours.toFixed(2)} core-hours so far`,
  ].join("\n")}\n`;
}

function leftText({ done, items, secondsLeft, workLeftSeconds }: StudyStatus): string {
  if (done === items) return "done";
  if (secondsLeft !== null) return `about ${clock(secondsLeft)} left with the workers that run now`;
  if (workLeftSeconds === null) return "nobody knows yet how long it takes";
  return `about ${clock(workLeftSeconds)} of work left, and no worker runs`;
}

/** What Slurm knows of a submission, as a line; empty where nothing was submitted. */
export function submissionStatusText(
  submission: SubmissionStatus | null,
  { done, items }: Pick<StudyStatus, "done" | "items">,
): string {
  if (submission === null) return "";
  const { array, tasks, mergeState, shards, isActive, unasked } = submission;
  if (unasked !== null) return `Slurm array ${array} of ${shards}: ${unasked}\n`;
  const states = Object.entries(tasks).map(([state, count]) => `${count} ${state.toLowerCase()}`);
  const known = states.length === 0 ? "no longer known to Slurm" : states.join(", ");
  const merge = mergeState === null ? "" : `; merge ${mergeState.toLowerCase()}`;
  const left = `; ${items - done} items are left and no task is: study submit --again`;
  return `Slurm array ${array} of ${shards}: ${known}${merge}${isActive || done === items ? "" : left}\n`;
}
