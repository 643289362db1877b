import type { Command } from "commander";
import { registerStudyMerge } from "./study-merge.ts";
import { registerStudyPlan } from "./study-plan.ts";
import { registerStudyReport } from "./study-report.ts";
import { registerStudyRun } from "./study-run.ts";
import { registerStudyStatus } from "./study-status.ts";
import { registerStudySubmit } from "./study-submit.ts";

/** `undercoat study`: grids of runs as one resumable command. */
export function registerStudy(program: Command): void {
  const study = program
    .command("study")
    .description("grids of runs: every combination of some values of a config, shared stages once");
  for (const register of [
    registerStudyPlan,
    registerStudyRun,
    registerStudySubmit,
    registerStudyStatus,
    registerStudyMerge,
    registerStudyReport,
  ])
    register(study);
}
