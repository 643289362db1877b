import type { StudyData, StudyPageCurves, StudyPageMap } from "@undercoat/report";
import {
  type LearningCurvePanel,
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
const ONE_SEED = "One seed: no interval anywhere, so nothing here is shown; give several seeds.";

/** The answers of a study, in plain words: your noise, up to where each noise helps, labels saved. */
export function studyAnswers(findings: StudyFindings): string[] {
  const { map, curves, marks, table } = findings;
  const gaps =
    table.missing === 0 ? [] : [`${table.missing} rows of this study are missing: it is not done.`];
  const placed = (map?.panels ?? []).flatMap((panel) =>
    marks.flatMap((mark) =>
      placeNoise(panel, mark, "random").map(({ text }) => `${headOf(panel.values, panel.arm)}${text}.`),
    ),
  );
  const limits = (map?.panels ?? []).flatMap((panel) =>
    REFERENCES.flatMap((reference) => limitAnswer(panel, reference)),
  );
  const seeds = new Set(table.rows.map(({ seed }) => seed)).size === 1 ? [ONE_SEED] : [];
  const cautions = [...gaps, ...seeds];
  const answers = [...placed, ...limits, ...(curves === null ? [] : savedAnswers(findings))];
  return answers.length > 0
    ? [...cautions, ...answers]
    : [...cautions, "The table has no axis of noise rates and none of clean patches: see all numbers below."];
}

/** One line for all kinds of noise. */
function limitAnswer({ values, arm, limits }: SensitivityPanel, reference: SensitivityReference): string[] {
  const own = limits.filter((limit) => limit.reference === reference);
  if (own.length === 0) return [];
  const named = (verdict: string) => own.filter((limit) => limit.verdict === verdict);
  const parts = [
    ...named("gain").map(
      ({ noise, rate, lostAt }) =>
        `${noise} still gains at ${percent(rate!)} wrong pixels${lostAt === null ? ", the most of this study" : ""}`,
    ),
    ...named("loss").map(({ noise }) => `${noise} loses from the smallest rate on`),
  ];
  const unknown = named("cannot tell").map(({ noise }) => noise);
  const rest = unknown.length === 0 ? [] : [`cannot tell for ${unknown.join(", ")}`];
  return [`${headOf(values, `${arm} against ${reference}`)}${[...parts, ...rest].join("; ")}.`];
}

/** What can be told of labels saved, and how often nothing can; an arm that no axis but the labels changes is said once. */
function savedAnswers({ labels, ...findings }: StudyFindings): string[] {
  const all = savedTexts(findings);
  const told = all.filter(({ verdict }) => verdict !== "cannot tell").map(({ text }) => text);
  const open = all.length - told.length;
  return open === 0
    ? told
    : [...told, `Saved ${labels} at equal quality: cannot tell in ${open} of ${all.length} comparisons.`];
}

function savedTexts({ curves, table }: Pick<StudyFindings, "curves" | "table">) {
  const seen = new Set<string>();
  return (curves?.panels ?? []).flatMap(({ values, saved }) => {
    const own = table.rows.filter((row) =>
      Object.entries(values).every(([axis, value]) => row.values[axis] === value),
    );
    return saved.flatMap(({ arm, reference, verdict, text }) => {
      const items = own.filter((row) => row.arm === arm || row.arm === reference).map(({ item }) => item);
      const key = [arm, reference, ...items].join(" ");
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ verdict, text: `${headOf(values, "")}${text}.` }];
    });
  });
}

/** Every single comparison in words. */
function comparisonTexts({ map, ...findings }: StudyFindings): string[] {
  const limits = (map?.panels ?? []).flatMap((panel) =>
    panel.limits.map(({ text }) => `${headOf(panel.values, panel.arm)}${text}.`),
  );
  return [...limits, ...savedTexts(findings).map(({ text }) => text)];
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
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
    comparisons: comparisonTexts(findings),
    cautions: [
      seeds.length === 1
        ? ONE_SEED
        : `${seeds.length} seeds: every interval is over them and holds what another draw of weights, order and noise would change, not what other scenes would.`,
      "Along one kind of noise, the first rate without a gain ends it, so a limit is as sure as one test. Several kinds are several tests.",
      '"random" is the same arm without pretraining; "clean-only" is random/full: the whole network trained on the clean patches alone.',
    ],
    maps: (map?.panels ?? []).flatMap((panel) =>
      REFERENCES.flatMap((reference) => pageMap(panel, reference)),
    ),
    marks: marks.map(({ name, value, low, high }) => ({ name, value, low, high })),
    labels,
    curves: pageCurves(curves?.panels ?? []),
    ...meanTable(table, score),
  };
}

/** Learning curves as a page shows them. */
export function pageCurves(panels: readonly LearningCurvePanel[]): StudyPageCurves[] {
  return panels.map(({ values, arms }) => ({
    title: wordsOf(values),
    arms: arms.map(({ arm, steps }) => ({
      name: arm,
      points: steps.map(({ interval, ...step }) => ({
        ...step,
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
      })),
    })),
  }));
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
