import type { Command } from "commander";
import { studyPlanText } from "../print/study-text.ts";

interface PlanFlags {
  readonly out: string;
  readonly estimate: boolean;
  readonly json?: true;
}

/** `undercoat study plan`: a folder with everything that is to be done. */
export function registerStudyPlan(study: Command): void {
  study
    .command("plan")
    .description("check every point of a study and write its manifest into a folder")
    .argument("<study.yaml>", "base config and axes")
    .requiredOption("--out <folder>", "folder of the study")
    .option("--no-estimate", "do not time steps")
    .option("--json", "print one JSON object")
    .action(async (file: string, { out, estimate, json }: PlanFlags) => {
      const { planStudy } = await import("@undercoat/workflows");
      const plan = await planStudy(file, { out, estimate });
      process.stdout.write(json ? `${JSON.stringify(plan)}\n` : studyPlanText(plan, out));
    });
}
