import { existsSync } from "node:fs";
import path from "node:path";
import { cutPatches } from "@undercoat/datasets";
import { makeFolder, sha256, writeJsonAtomic } from "@undercoat/files";
import { type LoadedConfig, loadConfig } from "../config/load-config.ts";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";
import { estimateRun } from "../run/estimate-run.ts";
import type { RunData } from "../run/load-run-data.ts";
import { PilotFile } from "./pilot-files.ts";
import type { PilotOptions } from "./pilot-options.ts";
import { chooseScale, type PilotScale } from "./pilot-scale.ts";
import { costOfSeed, pilotLabels, pilotStudy } from "./pilot-study.ts";

/** Seconds of a pilot where nobody gave a budget: an hour. */
const BUDGET = 3600;
const SECOND = 1000;
/** Trainings and evaluations of one seed: two pretrainings, then eight arms at three numbers of patches. */
const ITEMS = 2 + 2 * 8 * 3;
/** Seconds until an item computes: a model is made, its step is compiled. */
const START_SECONDS = 1;

/** A pilot that may be run. */
export interface OpenedPilot {
  readonly folder: string;
  readonly loaded: LoadedConfig;
  readonly file: PilotFile;
}

/**
 * Makes the folder of a pilot, after timing some steps for its size; or reopens it.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for a config without noisy labels; `RUN_FOLDER` where a pilot is there and
 *   `resume` is false, or one of another config, labels or budget.
 */
export async function openPilot(
  configFile: string,
  options: PilotOptions,
  load: (loaded: LoadedConfig) => Promise<RunData>,
): Promise<OpenedPilot> {
  if (options.out === "")
    throw new WorkflowError("RUN_FOLDER", {
      message: 'the name of the pilot folder is empty, expected a path; give for example --out "pilot"',
    });
  const loaded = await loadConfig(configFile);
  const labels = pilotLabels(loaded.config, options.labels);
  if (labels === null) throw noLabels(configFile, loaded, options.labels);
  const folder = path.resolve(options.out);
  const configSha256 = sha256(JSON.stringify(loaded.config));
  const earlier = path.join(folder, "pilot.json");
  if (existsSync(earlier)) {
    const file = await readResult(earlier, PilotFile);
    checkEarlier(file, { ...options, labels, configSha256 });
    return { folder, loaded, file };
  }
  const { budgetSeconds = BUDGET, assumptions } = options;
  const data = await load(loaded);
  const scale = await scaleOf(configFile, labels, { loaded, data, budgetSeconds, jobs: options.jobs });
  const file: PilotFile = {
    schemaVersion: 1,
    name: loaded.config.name,
    config: path.resolve(configFile),
    configSha256,
    labels,
    assumptions: assumptions === undefined ? null : path.resolve(assumptions),
    scale: { ...scale, seeds: [...scale.seeds], patches: [...scale.patches], costs: [...scale.costs] },
    budgetSeconds,
    answer: null,
  };
  await makeFolder(folder);
  await writeJsonAtomic(earlier, file);
  return { folder, loaded, file };
}

interface Scaling {
  readonly loaded: LoadedConfig;
  readonly data: RunData;
  readonly budgetSeconds: number;
  readonly jobs: number;
}

async function scaleOf(
  configFile: string,
  labels: string,
  { loaded, data, budgetSeconds, jobs }: Scaling,
): Promise<PilotScale> {
  const { pretrain, finetune } = loaded.config;
  const full = { pretrainSteps: pretrain.steps, finetuneSteps: finetune.steps };
  const available = cutPatches(data.splits.finetune, finetune.patchSize).length;
  // the study asks for counts that there are, whatever the config asks for
  const patches = Math.min(finetune.patches, available);
  const timed = { ...loaded, config: { ...loaded.config, finetune: { ...finetune, patches } } };
  const { stepMilliseconds } = await estimateRun(timed);
  const pace = stepMilliseconds / SECOND / (3 * pretrain.batchSize * pretrain.patchSize ** 2);
  const cost = await costOfSeed(pilotStudy(configFile, labels, { ...full, seeds: [0], patches: [1, 2, 3] }));
  return chooseScale({
    ...full,
    available,
    budgetSeconds,
    secondsPerSeed: (pace * cost + ITEMS * START_SECONDS) / jobs,
  });
}

function noLabels(configFile: string, { config }: LoadedConfig, asked: string | undefined): WorkflowError {
  const known = Object.keys(config.data.labels).filter((name) => name !== "clean");
  const what =
    asked === undefined
      ? "has no pretraining of role noisy on labels from files"
      : `has no noisy labels "${asked}" in data.labels`;
  return new WorkflowError("CONFIG_VALUE", {
    message: `config "${configFile}" ${what}, expected ${known.length === 0 ? "some" : `one of ${known.join(", ")}`}; a pilot judges noisy labels that you have`,
    context: { file: configFile, known },
  });
}

function checkEarlier(
  file: PilotFile,
  now: Pick<PilotOptions, "resume" | "out" | "budgetSeconds"> & {
    readonly configSha256: string;
    readonly labels: string;
  },
): void {
  const differs =
    file.configSha256 !== now.configSha256
      ? " of another config"
      : file.labels !== now.labels
        ? ` of the labels "${file.labels}"`
        : now.budgetSeconds !== undefined && now.budgetSeconds !== file.budgetSeconds
          ? ` of another budget, ${Math.round(file.budgetSeconds / 60)} minutes`
          : null;
  if (differs === null && now.resume === true) return;
  throw new WorkflowError("RUN_FOLDER", {
    message: `"${now.out}" holds a pilot${differs ?? ""} already; ${differs === null ? "--resume goes on with it" : "--resume goes on with it when config, labels and budget are the same"}; or give another folder`,
    context: { folder: now.out },
  });
}
