import path from "node:path";
import { readJson, writeFileAtomic, writeJsonAtomic } from "@undercoat/files";
import { createRng } from "@undercoat/random";
import { renderStudy } from "@undercoat/report";
import {
  type LearningCurves,
  learningCurves,
  type NoiseMark,
  type SensitivityMap,
  type StudyTable,
  sensitivityMap,
} from "@undercoat/studies";
import * as z from "zod";
import { WorkflowError } from "../errors.ts";
import { mergeStudy } from "./merge-study.ts";
import { openStudyFolder } from "./study-folder.ts";
import { type StudyFindings, studyAnswers, studyReportData } from "./study-report-data.ts";

/** How {@link reportStudy} judges a study. */
export interface ReportStudyOptions {
  /** Column of the score. Default: `iou`. */
  readonly score?: string;
  /** JSON files of `undercoat noise estimate`: each is marked as "your noise". */
  readonly noise?: readonly string[];
  /** Number of clean patches at whose quality the arms are compared. Default: the largest of the study. */
  readonly at?: number;
  /** Reports what is there of a study that is not done. Default: false. */
  readonly allowGaps?: boolean;
}

/** What a study says. */
export interface StudyReportFile {
  readonly table: StudyTable;
  /** Null where the study has no kinds of noise at rates. */
  readonly map: SensitivityMap | null;
  /** Null where the study has not several numbers of clean patches. */
  readonly curves: LearningCurves | null;
  readonly marks: readonly NoiseMark[];
  /** The answers, in plain words. */
  readonly findings: readonly string[];
  readonly page: string;
}

/** Axes that have a meaning. */
const LABELS = "patches";

/**
 * Merges a study, judges it, and writes `report.html` and `findings.json` into its folder.
 *
 * @throws {WorkflowError} `STUDY_INCOMPLETE` where rows are missing and gaps are not allowed; `CONFIG_VALUE` for a noise file
 *   that is none.
 * @throws {StudiesError} `TABLE_UNUSABLE` for an unknown score, `BEYOND_DATA` for `at`.
 */
export async function reportStudy(
  folder: string,
  { score = "iou", noise = [], at, allowGaps = false }: ReportStudyOptions = {},
): Promise<StudyReportFile> {
  const marks: NoiseMark[] = [];
  for (const file of noise) marks.push(await markOf(file));
  const { engine } = await openStudyFolder(folder);
  const table = await mergeStudy(folder, { allowGaps });
  const { axes, rows } = table;
  const map = axes.includes("noise") && axes.includes("rate") ? sensitivityMap(table, { score }) : null;
  const counts = new Set(rows.map(({ values }) => values[LABELS]));
  const curves =
    axes.includes(LABELS) && counts.size > 1
      ? learningCurves(table, {
          rng: createRng(0),
          score,
          labels: LABELS,
          ...(at === undefined ? {} : { at }),
        })
      : null;
  const found: StudyFindings = { table, engine, score, level: 0.95, map, curves, labels: LABELS, marks };
  const findings = studyAnswers(found);
  const page = path.join(folder, "report.html");
  await writeFileAtomic(page, renderStudy(studyReportData(found)));
  await writeJsonAtomic(path.join(folder, "findings.json"), { map, curves, marks, findings });
  return { table, map, curves, marks, findings, page };
}

/** What is read of a file of `noise estimate`. */
const NoiseFile = z.object({
  labels: z.string().optional(),
  estimate: z.object({ noiseRate: z.object({ value: z.number(), low: z.number(), high: z.number() }) }),
});

async function markOf(file: string): Promise<NoiseMark> {
  const parsed = NoiseFile.safeParse(await readJson(file));
  if (parsed.success)
    return { name: path.basename(parsed.data.labels ?? file), ...parsed.data.estimate.noiseRate };
  throw new WorkflowError("CONFIG_VALUE", {
    message: `"${file}" is no noise estimate: its key "${parsed.error.issues[0]!.path.join(".")}" does not fit; give the noise.json of "undercoat noise estimate --out", or what it prints with --json`,
    context: { file },
  });
}
