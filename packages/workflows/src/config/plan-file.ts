import path from "node:path";
import { readJson } from "@undercoat/files";
import { PlannedTuning } from "@undercoat/layer-analysis/options";
import * as z from "zod";
import { WorkflowError } from "../errors.ts";

/** What a run reads of a file that "undercoat layers plan" wrote; the rest is for people. */
const PlanFile = z.object({
  schemaVersion: z.literal(1),
  kind: z.literal("freeze-plan"),
  tuning: PlannedTuning,
});

/**
 * A config in which `finetune.plan` holds the plan itself where it named a file, relative to the config's folder: so
 * that the run folder keeps what was done.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where the file is no freeze plan.
 * @throws {FilesError} where it cannot be read.
 */
export async function withPlanFile(raw: unknown, configFile: string): Promise<unknown> {
  const finetune = (raw as { finetune?: unknown } | null)?.finetune;
  const named = (finetune as { plan?: unknown } | null | undefined)?.plan;
  if (typeof named !== "string") return raw;
  const file = path.resolve(path.dirname(configFile), named);
  const parsed = PlanFile.safeParse(await readJson(file));
  if (parsed.success)
    return { ...(raw as object), finetune: { ...(finetune as object), plan: parsed.data.tuning } };
  const issue = parsed.error.issues[0]!;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `config "${configFile}": key "finetune.plan" names "${file}", which is no freeze plan ("${issue.path.join(".")}": ${issue.message}); write one with "undercoat layers plan"`,
    context: { file },
    cause: parsed.error,
  });
}
