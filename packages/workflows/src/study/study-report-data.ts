import type { StudyData, StudyPageCurves, StudyPageMap } from "@undercoat/report";
import {
  type LearningCurves,
  type NoiseMark,
  placeNoise,
  type SensitivityMap,
  type SensitivityPanel,
  type SensitivityReference,
  type StudyTable,
} from "@undercoat/studies";
import { wordsOf } from "./load-study.ts";

/** What a page of a study is made of. */
export interface StudyFindings {
  readonly table: StudyTable;
  readonly engine: string;
  readonly score: string;
  readonly level: number;
  /** Null where the study has no kinds of noise at rates. */
  readonly map: SensitivityMap | null;
  /** Null where the study has not several numbers of clean patches. */
  readonly curves: LearningCurves | null;
  readonly labels: string;
  readonly marks: readonly NoiseMark[];
}

const SCORE_WORDS: Readonly<Record<string, string>> = {
  iou: "IoU",
  bestIou: "IoU at the best threshold",
  averagePrecision: "average precision",
  meanIou: "mean IoU",
  overallAccuracy: "overall accuracy",
};

const REFERENCES = ["random", "clean-only"] as const;

/** The answers of a study, in plain words: limits of each kind of noise, your noise, labels saved. */
export function studyAnswers({ map, curves, marks, table }: StudyFindings): string[] {
  const limits = (map?.panels ?? []).flatMap((panel) =>
    panel.limits.map(({ text }) => `${headOf(panel.values, panel.arm)}${text}.`),
  );
  const placed = (map?.panels ?? []).flatMap((panel) =>
    marks.flatMap((mark) =>
      placeNoise(panel, mark, "random").map(({ text }) => `${headOf(panel.values, panel.arm)}${text}.`),
    ),
  );
  const saved = (curves?.panels ?? []).flatMap(({ values, saved: all }) =>
    all.map(({ text }) => `${headOf(values, "")}${text}.`),
  );
  const gaps =
    table.missing === 0 ? [] : [`${table.missing} rows of this study are missing: it is not done.`];
  const all = [...gaps, ...placed, ...limits, ...saved];
  return all.length > 0
    ? all
    : ["The table has no axis of noise rates and none of clean patches: see all numbers below."];
}

function headOf(values: StudyTable["rows"][number]["values"], arm: string): string {
  const words = [arm, wordsOf(values)].filter((word) => word !== "").join(", ");
  return words === "" ? "" : `${words}: `;
}

/** Data of the page. */
export function studyReportData(findings: StudyFindings): StudyData {
  const { table, engine, score, level, map, curves, labels, marks } = findings;
  const seeds = [...new Set(table.rows.map(({ seed }) => seed))];
  return {
    generatedBy: "undercoat study report",
    name: table.name,
    engine,
    seeds,
    score: SCORE_WORDS[score] ?? score,
    level,
    findings: studyAnswers(findings),
    cautions: [
      seeds.length === 1
        ? "One seed: no interval anywhere, so nothing here is shown."
        : `${seeds.length} seeds: every interval is over them and holds what another draw of weights, order and noise would change, not what other scenes would.`,
      "Along one kind of noise, the first rate without a gain ends it, so a limit is as sure as one test. Several kinds are several tests.",
      '"random" is the same arm without pretraining; "clean-only" is random/full: the whole network trained on the clean patches alone.',
    ],
    maps: (map?.panels ?? []).flatMap((panel) =>
      REFERENCES.flatMap((reference) => pageMap(panel, reference)),
    ),
    marks: marks.map(({ name, value, low, high }) => ({ name, value, low, high })),
    labels,
    curves: (curves?.panels ?? []).map(
      ({ values, arms }): StudyPageCurves => ({
        title: wordsOf(values),
        arms: arms.map(({ arm, steps }) => ({
          name: arm,
          points: steps.map(({ interval, ...step }) => ({
            ...step,
            low: interval?.[0] ?? null,
            high: interval?.[1] ?? null,
          })),
        })),
      }),
    ),
    ...meanTable(table, score),
  };
}

function pageMap(panel: SensitivityPanel, reference: SensitivityReference): StudyPageMap[] {
  const { kinds, rates, cells, values, arm } = panel;
  const gains = kinds.map((kind) =>
    rates.map((rate) => {
      const gain = cells.find((cell) => cell.noise === kind && cell.rate === rate)?.gains[reference] ?? null;
      if (gain === null) return null;
      const { mean, interval, n } = gain;
      return { mean, low: interval?.[0] ?? null, high: interval?.[1] ?? null, n };
    }),
  );
  const known = cells.find(({ gains: own }) => own[reference] !== null)?.gains[reference];
  if (known == null) return [];
  const words = wordsOf(values);
  return [{ title: `${arm} − ${known.reference}${words === "" ? "" : `, ${words}`}`, kinds, rates, gains }];
}

/** One row for every point and arm. */
function meanTable({ axes, rows }: StudyTable, score: string): Pick<StudyData, "columns" | "rows"> {
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.point} ${row.arm}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return {
    columns: [...axes, "arm", "seeds", `${SCORE_WORDS[score] ?? score} in points`],
    rows: [...groups.values()].map((own) => {
      const scores = own.flatMap((row) => row.scores[score] ?? []);
      const mean =
        scores.length === 0 ? null : (100 * scores.reduce((sum, each) => sum + each, 0)) / scores.length;
      const values = axes.map((axis) => {
        const value = own[0]!.values[axis] ?? null;
        return typeof value === "boolean" ? String(value) : value;
      });
      return [...values, own[0]!.arm, own.length, mean];
    }),
  };
}
