import path from "node:path";
import { expandStudy, type StudyJson, type StudyPoint } from "@undercoat/studies";
import { type AxisValue, type ResolvedStudy, StudyOptions } from "@undercoat/studies/options";
import { describeIssue } from "../config/describe-issue.ts";
import { configOf, type LoadedConfig, readYaml } from "../config/load-config.ts";
import { isWorkflowError, WorkflowError } from "../errors.ts";
import { starKeys } from "./star-keys.ts";

/** A study given as an object instead of a file. */
export interface StudySource {
  readonly study: StudyOptions;
  /** Folder that paths in it are relative to. Omitted: the current one. */
  readonly folder?: string;
}

/** A point of a study, ready to run. */
export interface LoadedPoint {
  readonly values: Readonly<Record<string, AxisValue>>;
  readonly loaded: LoadedConfig;
}

/** A study whose every point is a checked config. */
export interface LoadedStudy {
  readonly study: ResolvedStudy;
  /** Columns of the axes. */
  readonly axes: readonly string[];
  readonly points: readonly LoadedPoint[];
}

/**
 * Reads a study file and resolves the config of each of its points as a run would.
 *
 * @throws {WorkflowError} `CONFIG_FILE`, `CONFIG_KEY`, `CONFIG_VALUE`: of the study, or of a config, with the point.
 * @throws {StudiesError} `AXES_REFUSED`
 */
export async function loadStudy(source: string | StudySource): Promise<LoadedStudy> {
  const file = typeof source === "string" ? source : path.join(source.folder ?? ".", "study");
  const raw = typeof source === "string" ? await readYaml(source) : source.study;
  const parsed = StudyOptions.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new WorkflowError(issue.code === "unrecognized_keys" ? "CONFIG_KEY" : "CONFIG_VALUE", {
      message: `study "${file}": ${describeIssue(issue, raw, StudyOptions)}`,
      context: { file, path: issue.path.map(String) },
    });
  }
  const study = parsed.data;
  const baseFile = typeof study.base === "string" ? path.resolve(path.dirname(file), study.base) : file;
  const base = typeof study.base === "string" ? await readYaml(baseFile) : study.base;
  const expanded = expandStudy(study);
  const points: LoadedPoint[] = [];
  for (const point of expanded) points.push(await loadPoint(point, { base, baseFile, file }));
  return { study, axes: [...new Set(expanded.flatMap(({ values }) => Object.keys(values)))], points };
}

interface Base {
  readonly base: Readonly<Record<string, unknown>>;
  readonly baseFile: string;
  readonly file: string;
}

/** Studies compare scores, so no layers are compared and no null is trained. */
const NO_LAYERS = "layers={ seeds: 0 }";

async function loadPoint({ values, settings }: StudyPoint, { base, baseFile, file }: Base) {
  const set = settings.flatMap(([key, value]) =>
    starKeys(base, key, file).map((each) => settingOf(each, value)),
  );
  try {
    return { values, loaded: await configOf(base, baseFile, { set: [...set, NO_LAYERS] }) };
  } catch (error) {
    if (!isWorkflowError(error) || Object.keys(values).length === 0) throw error;
    throw new WorkflowError(error.code, {
      message: `study "${file}", point ${wordsOf(values)}: ${error.message}`,
      context: { ...error.context, point: values },
      cause: error,
    });
  }
}

/** JSON is YAML. */
function settingOf(key: string, value: StudyJson): string {
  return `${key}=${JSON.stringify(value)}`;
}

/** Such as `noise=omission, rate=0.1`. */
export function wordsOf(values: Readonly<Record<string, AxisValue>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
}
