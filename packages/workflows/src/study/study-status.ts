import { jobStatus, openLedger } from "@undercoat/jobs";
import * as z from "zod";
import type { Stage } from "../run/plan.ts";
import { nameOf, type StudyItemName } from "./run-study.ts";
import { openStudyFolder, readEstimate, type StudyFolder } from "./study-folder.ts";

/** Items of one stage, by what became of them. */
export interface StudyStageStatus {
  readonly stage: Stage;
  readonly items: number;
  readonly done: number;
  /** Claimed: somebody does them, or was killed while doing them. */
  readonly running: number;
  /** Not done, not running, with a failed try. */
  readonly failed: number;
  readonly waiting: number;
}

/** How far a study is. */
export interface StudyStatus {
  readonly name: string;
  readonly folder: string;
  readonly items: number;
  readonly done: number;
  readonly running: number;
  readonly failed: number;
  readonly waiting: number;
  readonly stages: readonly StudyStageStatus[];
  /** What is being done now. */
  readonly doing: readonly StudyItemName[];
  /** What failed, with its last message and the number of tries. */
  readonly failures: readonly (StudyItemName & { readonly tries: number; readonly message: string })[];
  /** Seconds of work that are left, for one worker; null before anything is known. */
  readonly workLeftSeconds: number | null;
  /** The same over the workers that run now; null where none does, or nothing is known. */
  readonly secondsLeft: number | null;
  /** Hours times threads that the finished items took. */
  readonly coreHours: number;
}

const Took = z.object({ seconds: z.number(), threads: z.number() });
type Took = z.output<typeof Took>;

/**
 * How far a study is: counts, what runs, what failed, the time left and the cost so far.
 *
 * @throws {JobsError} `MANIFEST_MISSING`, `MANIFEST_BROKEN`
 */
export async function studyStatus(folder: string): Promise<StudyStatus> {
  const study = await openStudyFolder(folder);
  const status = await jobStatus(folder, study.items);
  const missing = new Set(status.missing.map(({ id }) => id));
  const running = new Set(status.claimedIds);
  const failed = new Set(status.failed.map(({ id }) => id).filter((id) => !running.has(id)));
  const stages = (["pretrain", "finetune", "evaluate"] as const).map((stage): StudyStageStatus => {
    const ids = study.items.map(({ id }) => id).filter((id) => study.tasks.get(id)!.item.stage === stage);
    const counted = {
      items: ids.length,
      done: ids.filter((id) => !missing.has(id)).length,
      running: ids.filter((id) => running.has(id)).length,
      failed: ids.filter((id) => failed.has(id)).length,
    };
    return { stage, ...counted, waiting: counted.items - counted.done - counted.running - counted.failed };
  });
  const sum = (key: "items" | "done" | "running" | "failed" | "waiting") =>
    stages.reduce((total, stage) => total + stage[key], 0);
  const took = await secondsTaken(study, missing);
  const workLeftSeconds = await workLeft(study, missing, took);
  return {
    name: study.name,
    folder: study.path,
    items: sum("items"),
    done: sum("done"),
    running: sum("running"),
    failed: sum("failed"),
    waiting: sum("waiting"),
    stages,
    doing: [...running].map((id) => nameOf(study, id)),
    failures: status.failed.map(({ id, tries, message }) => ({ ...nameOf(study, id), tries, message })),
    workLeftSeconds,
    secondsLeft: workLeftSeconds === null || running.size === 0 ? null : workLeftSeconds / running.size,
    coreHours:
      [...took.values()].reduce((total, { seconds, threads }) => total + seconds * threads, 0) / 3600,
  };
}

async function secondsTaken(
  { path, items }: StudyFolder,
  missing: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Took>> {
  const ledger = openLedger(path);
  const took = new Map<string, Took>();
  for (const { id } of items) if (!missing.has(id)) took.set(id, Took.parse(await ledger.result(id)));
  return took;
}

/** What is left at the pace of what is done: measured over estimated seconds, stage by stage where one has both. */
async function workLeft(
  study: StudyFolder,
  missing: ReadonlySet<string>,
  took: ReadonlyMap<string, Took>,
): Promise<number | null> {
  if (missing.size === 0) return 0;
  const estimate = await readEstimate(study);
  const weight = (id: string) => estimate.get(id) ?? 1;
  const stageOf = (id: string) => study.tasks.get(id)!.item.stage;
  const paceOf = (ids: readonly string[]) => {
    const planned = ids.reduce((sum, id) => sum + weight(id), 0);
    return planned === 0 ? null : ids.reduce((sum, id) => sum + took.get(id)!.seconds, 0) / planned;
  };
  const done = [...took.keys()];
  const overall = paceOf(done) ?? (estimate.size > 0 ? 1 : null);
  if (overall === null) return null;
  return [...missing].reduce((sum, id) => {
    const pace = paceOf(done.filter((each) => stageOf(each) === stageOf(id))) ?? overall;
    return sum + pace * weight(id);
  }, 0);
}
