import path from "node:path";
import { writeFileAtomic, writeJsonAtomic } from "@undercoat/files";
import { openLedger } from "@undercoat/jobs";
import { type StudyRow, type StudyTable, studyTableCsv } from "@undercoat/studies";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";
import { ArmScores } from "../judge/result-files.ts";
import { positiveIndex } from "../run/load-run-data.ts";
import { openStudyFolder, type StudyFolder } from "./study-folder.ts";
import type { PlannedRow } from "./study-items.ts";

/** How {@link mergeStudy} treats what is missing. */
export interface MergeStudyOptions {
  /** Writes a table of what is there. Default: false, and a study that is not done is refused. */
  readonly allowGaps?: boolean;
}

/** Scores in the columns of the table, in their order: of the positive class, then over classes. */
const SCORES = ["iou", "bestIou", "averagePrecision", "bestThreshold", "meanIou", "overallAccuracy"];

/**
 * The table of a study: a row for every point, arm and seed with all scores; writes `table.csv` and `table.json`.
 *
 * @throws {WorkflowError} `STUDY_INCOMPLETE` where rows are missing and gaps are not allowed.
 * @throws {JobsError} `MANIFEST_MISSING`, `MANIFEST_BROKEN`
 */
export async function mergeStudy(
  folder: string,
  { allowGaps = false }: MergeStudyOptions = {},
): Promise<StudyTable> {
  const study = await openStudyFolder(folder);
  const done = await openLedger(folder).done();
  const there = study.rows.filter(({ item }) => done.has(item));
  const missing = study.rows.length - there.length;
  if (missing > 0 && !allowGaps) throw gaps(study, missing);
  const rows: StudyRow[] = [];
  for (const row of there) rows.push(await scoredRow(study, row));
  const classes = [...new Set(rows.flatMap(({ scores }) => Object.keys(scores)))];
  const table: StudyTable = {
    schemaVersion: 1,
    name: study.name,
    axes: [...study.axes],
    scores: [...SCORES, ...classes.filter((name) => !SCORES.includes(name))],
    missing,
    rows,
  };
  await writeFileAtomic(path.join(folder, "table.csv"), studyTableCsv(table));
  await writeJsonAtomic(path.join(folder, "table.json"), table);
  return table;
}

async function scoredRow(study: StudyFolder, { point, seed, arm, item }: PlannedRow): Promise<StudyRow> {
  const { values, config } = study.points[point]!;
  const scores = await readResult(path.join(study.path, "results", `${item}.json`), ArmScores);
  const { bestIou, averagePrecision, bestThreshold, meanIou, overallAccuracy } = scores;
  return {
    point: point + 1,
    values,
    seed,
    arm: arm.name,
    ...{ pretraining: arm.pretraining, role: arm.role, mode: arm.mode, item },
    scores: {
      iou: scores.iou[positiveIndex(config)] ?? null,
      ...{ bestIou, averagePrecision, bestThreshold, meanIou, overallAccuracy },
      ...Object.fromEntries(
        config.data.scheme.classes.map(({ name }, index) => [`iou:${name}`, scores.iou[index] ?? null]),
      ),
    },
  };
}

function gaps({ path: folder, rows }: StudyFolder, missing: number): WorkflowError {
  return new WorkflowError("STUDY_INCOMPLETE", {
    message: `${missing} of ${rows.length} rows of the table are missing in "${folder}", because the study is not done; go on with "study run", or merge with --allow-gaps`,
    context: { folder, missing },
  });
}
