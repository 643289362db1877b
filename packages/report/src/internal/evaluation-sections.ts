import { type Bar, barChart, formatNumber } from "@undercoat/charts";
import type { EvaluationData, EvaluationEnds } from "../evaluation-data.ts";
import { grouped } from "./confusion.ts";
import { chartFigure, definitions, list, paragraph, points, type Section, scrollTable } from "./html.ts";

/** The scores, and what to keep in mind with them. */
export function evaluationFindings(data: EvaluationData): Section {
  const { intervals, notes, absentClasses } = data;
  const rows = [
    ["overall accuracy", data.overallAccuracy, intervals.overallAccuracy],
    ["mean IoU", data.meanIou, intervals.meanIou],
    ["mean F1", data.meanF1, intervals.meanF1],
    ["Cohen's kappa", data.kappa, null],
    ["Matthews correlation", data.mcc, null],
  ] as const;
  const level = formatNumber(100 * intervals.level);
  const cautions = [
    ...(absentClasses.length === 0 ? [] : [`In neither map, and in no mean: ${absentClasses.join(", ")}.`]),
    ...intervals.reasons,
    ...notes,
  ];
  return {
    id: "findings",
    heading: "In short",
    body: [
      paragraph(
        `${data.predicted} against ${data.labels}: ${grouped(data.pixels)} pixels have a label and a prediction.`,
      ),
      scrollTable({
        caption: `Scores in points, with ${level} % intervals`,
        columns: [
          { label: "score" },
          { label: "points", numeric: true },
          { label: "interval", numeric: true },
        ],
        rows: rows.map(([name, value, ends]) => [
          name,
          value === null ? null : points(value),
          endsText(ends),
        ]),
      }),
      ...(cautions.length === 0
        ? []
        : [`<div class="cautions"><h3>Keep in mind</h3>${list(cautions)}</div>`]),
    ],
  };
}

function endsText(ends: EvaluationEnds): string | null {
  return ends === null ? null : `${points(ends[0])} – ${points(ends[1])}`;
}

/** IoU and F1 of every class as bars with intervals, precision and recall in a table. */
export function perClassSection(data: EvaluationData): Section {
  const { scheme, iou, f1, precision, recall, intervals } = data;
  const groups = scheme.classes.map(({ name }) => name);
  const bars = (list: readonly (number | null)[], limits: readonly EvaluationEnds[]) =>
    list.map((value, index): Bar | null =>
      value === null
        ? null
        : {
            value: 100 * value,
            low: percent(limits[index]?.[0] ?? null),
            high: percent(limits[index]?.[1] ?? null),
          },
    );
  const series = [
    { name: "IoU", bars: bars(iou, intervals.iou) },
    { name: "F1", bars: bars(f1, intervals.f1) },
  ];
  const title = `IoU and F1 of every class, with ${formatNumber(100 * intervals.level)} % intervals`;
  const description = `Bars in points; 100 is perfect. Intervals by resampling ${intervals.blocks} blocks of ${intervals.blockSize} pixels.`;
  const values = (list: readonly (number | null)[], index: number) => percent(list[index] ?? null);
  const ends = (list: readonly EvaluationEnds[], index: number) => [
    percent(list[index]?.[0] ?? null),
    percent(list[index]?.[1] ?? null),
  ];
  const labels = ["IoU", "low", "high", "F1", "low", "high", "precision", "recall"];
  const table = {
    caption: `Scores of every class in points, with ${formatNumber(100 * intervals.level)} % intervals`,
    columns: [{ label: "class" }, ...labels.map((label) => ({ label, numeric: true, digits: 1 }))],
    rows: groups.map((name, index) => [
      name,
      values(iou, index),
      ...ends(intervals.iou, index),
      values(f1, index),
      ...ends(intervals.f1, index),
      values(precision, index),
      values(recall, index),
    ]),
  };
  return {
    id: "classes",
    heading: "Class by class",
    body: [
      paragraph(description),
      chartFigure(
        "classes-chart",
        (size) => barChart({ ...size, title, description, xLabel: "points", groups, series }),
        table,
      ),
    ],
  };
}

function percent(value: number | null): number | null {
  return value === null ? null : 100 * value;
}

/** Mapped areas in hectares. */
export function areasSection({ areas }: EvaluationData): Section {
  if (areas === null) return { id: "areas", heading: "Areas", body: [] };
  const columns = ["labels", "predicted", "error"].map((label) => ({
    label: `${label}, ha`,
    numeric: true,
    digits: 2,
  }));
  return {
    id: "areas",
    heading: "Areas",
    body: [
      paragraph(
        "Pixels times their area in the middle of the map. Errors of both kinds cancel here, and an area counted from a map carries the map's errors: for the area on the ground, draw a stratified sample.",
      ),
      scrollTable({
        caption: "Mapped area of every class",
        columns: [{ label: "class" }, ...columns, { label: "error, %", numeric: true, digits: 1 }],
        rows: areas.map(
          ({ className, referenceHectares, predictedHectares, errorHectares, relativeError }) => [
            className,
            referenceHectares,
            predictedHectares,
            errorHectares,
            relativeError === null ? null : 100 * relativeError,
          ],
        ),
      }),
    ],
  };
}

/** Where the numbers come from. */
export function evaluationRecord(data: EvaluationData): Section {
  const { intervals } = data;
  return {
    id: "record",
    heading: "Where the numbers come from",
    body: [
      definitions([
        ["Labels", data.labels],
        ["Prediction", data.predicted],
        ["Grid", `${data.width}×${data.height} pixels, CRS ${data.crs}`],
        ["Class scheme", data.scheme.name],
        [
          "Pixels",
          `${grouped(data.pixels)} counted, ${grouped(data.ignored)} without a label or a prediction (${grouped(data.unpredicted)} with a label only)`,
        ],
        [
          "Intervals",
          `block bootstrap: ${intervals.blocks} blocks of ${intervals.blockSize}×${intervals.blockSize} pixels drawn with replacement ${intervals.resamples} times, percentiles, seed ${intervals.seed}. Blocks must be larger than the patterns in the map; errors that all blocks share are not in the interval.`,
        ],
      ]),
    ],
  };
}
