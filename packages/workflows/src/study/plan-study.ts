import { useEngine } from "@undercoat/engines";
import { WorkflowError } from "../errors.ts";
import { estimateRun } from "../run/estimate-run.ts";
import { costOf, type Stage } from "../run/plan.ts";
import { checkPretrainings } from "./check-pretrainings.ts";
import { type LoadedStudy, loadStudy, type StudySource } from "./load-study.ts";
import { inputSums, makeStudyFolder, plannedStudy, type StudyFolder, writeEstimate } from "./study-folder.ts";

/** How {@link planStudy} plans. */
export interface PlanStudyOptions {
  /** Folder of the study, made when it is not there. */
  readonly out: string;
  /** Reads the data, makes every noise once and times some steps, for the time that the study would take. Default: true. */
  readonly estimate?: boolean;
}

/** What a study will do. */
export interface StudyPlan {
  readonly name: string;
  readonly folder: string;
  readonly engine: string;
  readonly points: number;
  /** Columns of the axes. */
  readonly axes: readonly string[];
  /** Rows that the table will have. */
  readonly rows: number;
  readonly items: number;
  /** Items that the points would have one by one: the difference is what sharing saves. */
  readonly unshared: number;
  readonly stages: readonly { readonly stage: Stage; readonly items: number; readonly unshared: number }[];
  /** Estimated seconds of one worker on one core's share of this machine; null where nothing was timed. */
  readonly seconds: number | null;
}

/**
 * Plans a study into a folder: `study.json` with the config of every point, and `manifest.jsonl` with one item for each
 * thing that is to be done, under an address made of exactly what determines its result.
 *
 * @param source - Study file, or a study with the folder its paths are relative to.
 * @throws {WorkflowError} As {@link loadConfig}, for the study and for the config of each point.
 * @throws {StudiesError} `AXES_REFUSED`
 * @throws {WorkflowError} `RUN_FOLDER` where the folder holds another study.
 *
 * @example
 * ```ts
 * const { items, unshared } = await planStudy("study.yaml", { out: "studies/first" });
 * ```
 */
export async function planStudy(
  source: string | StudySource,
  { out, estimate = true }: PlanStudyOptions,
): Promise<StudyPlan> {
  if (out === "")
    throw new WorkflowError("RUN_FOLDER", {
      message:
        'the name of the study folder is empty, expected a path; give for example --out "studies/first"',
    });
  const loaded = await loadStudy(source);
  const engine = await engineOf(loaded);
  const inputs = await inputSums(loaded.points.map((point) => point.loaded.config));
  const planned = plannedStudy(loaded, { engine, inputs });
  if (estimate) await checkPretrainings(planned);
  const folder = await makeStudyFolder(out, planned);
  const seconds = estimate ? await estimatedSeconds(folder) : null;
  if (seconds !== null) await writeEstimate(folder, seconds);
  return {
    name: folder.name,
    folder: folder.path,
    engine,
    points: folder.points.length,
    axes: folder.axes,
    rows: folder.rows.length,
    items: folder.items.length,
    unshared: folder.unshared.total,
    stages: (["pretrain", "finetune", "evaluate"] as const).map((stage) => ({
      stage,
      items: [...folder.tasks.values()].filter(({ item }) => item.stage === stage).length,
      unshared: folder.unshared[stage],
    })),
    seconds: seconds === null ? null : [...seconds.values()].reduce((sum, each) => sum + each, 0),
  };
}

/** The engine that all points are run with, on whatever machine. */
async function engineOf({ study, points }: LoadedStudy): Promise<string> {
  const [first, ...others] = [...new Set(points.map(({ loaded }) => loaded.config.engine))];
  if (first === undefined || others.length > 0)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `study "${study.name}" asks for the engines ${[first, ...others].join(", ")}, expected one for all points, because engines differ in the last bits; take "engine" out of the axes`,
      context: { engines: [first, ...others] },
    });
  return (await useEngine(first)).name;
}

/** Seconds of every item: steps are timed once for each network and loss, the rest follows from the work. */
async function estimatedSeconds({ points, tasks }: StudyFolder): Promise<ReadonlyMap<string, number>> {
  const paces = new Map<string, number>();
  const seconds = new Map<string, number>();
  for (const [id, { item, point }] of tasks) {
    const { config } = points[point]!;
    const { batchSize, patchSize } = config.pretrain;
    const key = JSON.stringify([config.model, config.loss, config.data, batchSize, patchSize]);
    const pace = paces.get(key) ?? (await secondsOfPass({ config, origins: {} }));
    paces.set(key, pace);
    seconds.set(id, pace * costOf(item, config));
  }
  return seconds;
}

/** Seconds of one unit of {@link costOf}. */
async function secondsOfPass(loaded: Parameters<typeof estimateRun>[0]): Promise<number> {
  const { stepMilliseconds } = await estimateRun(loaded);
  const { batchSize, patchSize } = loaded.config.pretrain;
  return stepMilliseconds / 1000 / (3 * batchSize * patchSize ** 2);
}
