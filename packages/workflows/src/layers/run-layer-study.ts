import { existsSync } from "node:fs";
import { useEngine } from "@undercoat/engines";
import { writeFileAtomic, writeJsonAtomic } from "@undercoat/files";
import type { LoadedConfig } from "../config/load-config.ts";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";
import { loadRunData } from "../run/load-run-data.ts";
import { openRunFolder } from "../run/run-folder.ts";
import { type RunReport, runWorkflow } from "../run/run-workflow.ts";
import { judgeStudy } from "./judge-study.ts";
import { measureSeed } from "./measure-seed.ts";
import { type StudyContext, studyPlan } from "./study-context.ts";
import { SeedLayers } from "./study-files.ts";
import { studyPage } from "./study-page.ts";

/** How {@link runLayerStudy} runs a config. */
export interface RunLayerStudyOptions {
  /** Run folder, made when it is not there. */
  readonly out: string;
  /** Go on with the study in `out`. */
  readonly resume?: boolean;
  /** Aborting stops after the running step or comparison and throws `INTERRUPTED`. */
  readonly signal?: AbortSignal;
}

/** Share of a study that is training. */
const TRAINING = 0.6;

/**
 * A layer study: trains the clean, noisy and null models of a config, compares them layer group by layer group at
 * several steps, exchanges groups between them, and writes `layers.json` and `layers.html` into the run folder. What is
 * done already is not done again.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where the config asks for no study, `INTERRUPTED`, `RUN_FOLDER`, `RUN_LOCKED`.
 */
export async function* runLayerStudy(
  loaded: LoadedConfig,
  { out, resume = false, signal }: RunLayerStudyOptions,
): AsyncGenerator<RunReport> {
  const plan = studyPlan(loaded.config);
  const training = {
    out,
    resume,
    stages: ["pretrain"] as const,
    ...(signal === undefined ? {} : { signal }),
  };
  for await (const report of runWorkflow(loaded, training))
    if (report.event.kind !== "finished") yield { ...report, fraction: TRAINING * report.fraction };
  const began = performance.now();
  const engine = await useEngine(loaded.config.engine);
  const data = await loadRunData(loaded.config);
  const folder = await openRunFolder(out, loaded, { resume: true });
  const context: StudyContext = {
    ...plan,
    config: loaded.config,
    data,
    folder: folder.path,
    checkStop: () => refuseAborted(signal, out),
  };
  try {
    const seeds: SeedLayers[] = [];
    for (const [index, seed] of plan.seeds.entries()) {
      const item = `seed-${seed}/layers`;
      const fraction = TRAINING + ((1 - TRAINING) * index) / plan.seeds.length;
      yield { event: { kind: "item-started", time: now(), item, resumedAtStep: null }, fraction };
      seeds.push(await measuredSeed(context, seed, folder.at("results", `${item}.json`)));
    }
    const file = judgeStudy(context, seeds, engine.name);
    await writeJsonAtomic(folder.at("layers.json"), file);
    await writeFileAtomic(folder.at("layers.html"), studyPage(file));
    const seconds = (performance.now() - began) / 1000;
    yield { event: { kind: "finished", time: now(), folder: folder.path, seconds }, fraction: 1 };
  } finally {
    await folder.release();
  }
}

async function measuredSeed(context: StudyContext, seed: number, file: string): Promise<SeedLayers> {
  if (existsSync(file)) return readResult(file, SeedLayers);
  const measured = await measureSeed(context, seed);
  await writeJsonAtomic(file, measured);
  return measured;
}

function refuseAborted(signal: AbortSignal | undefined, folder: string): void {
  if (signal?.aborted !== true) return;
  throw new WorkflowError("INTERRUPTED", {
    message: `interrupted; trainings and finished seeds are kept in "${folder}": go on with --resume`,
    context: { folder },
  });
}

function now(): string {
  return new Date().toISOString();
}
