import type { Rng } from "@undercoat/random";
import { mean, tInterval } from "@undercoat/statistics";
import { StudiesError } from "./errors.ts";
import { type LabelsSaved, labelsSaved } from "./labels-saved.ts";
import { type AxisValues, assertColumns, panelsOf } from "./panels.ts";
import type { StudyRow, StudyTable } from "./study-table.ts";

/** Options of {@link learningCurves}. */
export interface LearningCurvesOptions {
  /** Draws the resamples of the seeds. */
  readonly rng: Rng;
  /** Column of the score. Default: `iou`. */
  readonly score?: string;
  /** Axis of the number of clean labels. Default: `patches`. */
  readonly labels?: string;
  /** Level of the intervals. Default: 0.95. */
  readonly level?: number;
  /** Resamples behind an interval. Default: 2000. */
  readonly draws?: number;
  /**
   * Number of labels at whose quality the arms are compared. Default: the largest measured.
   */
  readonly at?: number;
}

/** Score at one number of clean labels. */
export interface CurveStep {
  readonly labels: number;
  readonly mean: number;
  /** Student's t interval over the seeds; null for a single seed. */
  readonly interval: readonly [number, number] | null;
  readonly n: number;
}

/** Score of one arm against the number of clean labels. */
export interface ArmLearningCurve {
  readonly arm: string;
  readonly role: StudyRow["role"];
  readonly steps: readonly CurveStep[];
}

/** The curves of one combination of the other axes. */
export interface LearningCurvePanel {
  readonly values: AxisValues;
  readonly arms: readonly ArmLearningCurve[];
  /** For every pretrained arm, against the arm without pretraining of its mode and against `random/full`. */
  readonly saved: readonly LabelsSaved[];
}

/** Learning curves of a study. */
export interface LearningCurves {
  readonly kind: "learning-curves";
  readonly score: string;
  readonly level: number;
  readonly panels: readonly LearningCurvePanel[];
}

/**
 * Score against number of clean labels for every arm, with intervals over the seeds, and the labels that a pretraining
 * saves at equal quality.
 *
 * @throws {StudiesError} `TABLE_UNUSABLE` for a table without this axis or score, or with an axis of other than numbers;
 *   `BEYOND_DATA` for `at` beyond twice the largest number measured, or below the smallest.
 *
 * @example
 * ```ts
 * const { panels } = learningCurves(table, { rng: createRng(0) });
 * for (const { saved } of panels) for (const { text } of saved) show(text);
 * ```
 */
export function learningCurves(table: StudyTable, options: LearningCurvesOptions): LearningCurves {
  const { score = "iou", labels = "patches", level = 0.95 } = options;
  assertColumns(table, [labels], score);
  const other = table.rows.find(({ values }) => typeof values[labels] !== "number");
  if (other !== undefined)
    throw new StudiesError("TABLE_UNUSABLE", {
      message: `axis "${labels}" holds ${JSON.stringify(other.values[labels])} at point ${other.point}, expected a number of labels; name another axis`,
      context: { axis: labels, point: other.point },
    });
  const panels = panelsOf(table, [labels]).map(({ values, rows }) => ({
    values,
    arms: [...new Set(rows.map(({ arm }) => arm))].map((arm) => curveOf(rows, arm, { score, labels, level })),
    saved: labelsSaved(rows, { ...options, score, labels, level }),
  }));
  return { kind: "learning-curves", score, level, panels };
}

function curveOf(
  rows: readonly StudyRow[],
  arm: string,
  { score, labels, level }: { readonly score: string; readonly labels: string; readonly level: number },
): ArmLearningCurve {
  const own = rows.filter((row) => row.arm === arm);
  const counts = [...new Set(own.map(({ values }) => values[labels] as number))].toSorted((a, b) => a - b);
  const steps = counts.flatMap((count): CurveStep[] => {
    const scores = own.flatMap((row) => (row.values[labels] === count ? (row.scores[score] ?? []) : []));
    if (scores.length === 0) return [];
    return [{ labels: count, mean: mean(scores), interval: tInterval(scores, level), n: scores.length }];
  });
  return { arm, role: own[0]!.role, steps };
}
