import path from "node:path";
import { useEngine } from "@undercoat/engines";
import { readJson, writeJsonAtomic } from "@undercoat/files";
import type { FreezePlanDraft } from "@undercoat/layer-analysis";
import type { FreezeRule } from "@undercoat/layer-analysis/options";
import { type ResolvedConfig, RunConfig } from "../config/run-config.ts";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";
import { loadRunData } from "../run/load-run-data.ts";
import { runTrial } from "./check-plans.ts";
import { draftPlan } from "./draft-plans.ts";
import { judgePlans, type RuleScores } from "./judge-plans.ts";
import type { LayerPlanFile, PlanCheck } from "./plan-file.ts";
import { type StudyContext, studyPlan } from "./study-context.ts";
import { LayerStudyFile } from "./study-files.ts";

/** What {@link planLayers} makes. */
export interface PlanLayersOptions {
  /** File to write. */
  readonly out: string;
  /** Noisy pretraining; the study's first where left out. */
  readonly pretraining?: string | undefined;
  /** Rule; with `check` the one that measures best, else `divergence-ratio`, where left out. */
  readonly rule?: FreezeRule | undefined;
  /** Clean patches the plan is for; the config's first of `layers.study.plan.patches` where left out. */
  readonly patches?: number | undefined;
  /** Fine-tune by every rule of the config and choose on the validation windows. */
  readonly check?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told before every trial. */
  readonly onProgress?: ((text: string) => void) | undefined;
}

/**
 * Makes a freeze plan from a finished layer study and writes it as a file that `finetune.plan` takes. With `check`
 * it trains every rule of the config on few clean patches, chooses by the validation windows, and says what the
 * choice lost on the test windows.
 *
 * @throws {WorkflowError} `RUN_FOLDER` where the study is not finished, `CONFIG_VALUE`, `EMPTY_SPLIT` for a check
 *   without validation windows, `INTERRUPTED`.
 */
export async function planLayers(folder: string, options: PlanLayersOptions): Promise<LayerPlanFile> {
  const config = await configOf(folder);
  await useEngine(config.engine);
  const file = await readResult(path.join(folder, "layers.json"), LayerStudyFile);
  const context: StudyContext = {
    ...studyPlan(config),
    config,
    data: await loadRunData(config),
    folder: path.resolve(folder),
    checkStop: () => undefined,
  };
  const pretraining = options.pretraining ?? context.candidates[0]!;
  const check = options.check === true ? await checked(context, file, pretraining, options) : null;
  const patches = options.patches ?? context.study.plan.patches[0]!;
  const measured = check?.chosen.find((one) => one.patches === patches)?.rule;
  const rule = options.rule ?? measured ?? "divergence-ratio";
  const draft = await draftPlan(context, file, { pretraining, rule });
  const plan: LayerPlanFile = {
    schemaVersion: 1,
    kind: "freeze-plan",
    rule,
    measured: check !== null && rule === measured,
    pretraining,
    patches,
    tuning: draft.tuning,
    reasons: draft.reasons.map((one) => ({ ...one })),
    check,
    notes:
      check === null ? [...draft.notes] : draft.notes.filter((note) => !note.startsWith("A rule is a guess")),
  };
  await writeJsonAtomic(options.out, plan);
  return plan;
}

async function checked(
  context: StudyContext,
  file: LayerStudyFile,
  pretraining: string,
  { patches, signal, onProgress }: PlanLayersOptions,
): Promise<PlanCheck> {
  const { plan, score } = context.study;
  const counts = [...new Set([...plan.patches, ...(patches === undefined ? [] : [patches])])];
  const drafts: FreezePlanDraft[] = [];
  for (const rule of plan.rules) drafts.push(await draftPlan(context, file, { pretraining, rule }));
  const scores: RuleScores[] = [];
  for (const count of counts)
    for (const draft of drafts) {
      const own: RuleScores & { validation: number[]; test: number[] } = {
        rule: draft.rule,
        patches: count,
        validation: [],
        test: [],
      };
      for (const seed of context.seeds) {
        onProgress?.(`${count} patches, ${draft.rule}, seed ${seed}`);
        const trial = { draft, pretraining, patches: count, seed };
        const result = await runTrial(context, trial, () => signal?.aborted === true);
        own.validation.push(result.validation[score] ?? 0);
        own.test.push(result.test[score] ?? 0);
      }
      scores.push(own);
    }
  return judgePlans(scores, { score, seeds: [...context.seeds] });
}

async function configOf(folder: string): Promise<ResolvedConfig> {
  const file = path.join(folder, "config.json");
  const parsed = RunConfig.safeParse(((await readJson(file)) as { config?: unknown } | null)?.config);
  if (parsed.success) return parsed.data;
  throw new WorkflowError("RUN_FOLDER", {
    message: `"${file}" holds no config that this version knows ("${parsed.error.issues[0]?.path.join(".")}"); run the study again`,
    context: { file },
    cause: parsed.error,
  });
}
