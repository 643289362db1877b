import type { MapEvaluation } from "@undercoat/workflows/files";
import { textTable } from "./text-table.ts";

/** An evaluation as tables: scores, classes, the confusion matrix, and what to keep in mind. */
export function evaluationText(found: MapEvaluation, out: string | undefined): string {
  const { intervals } = found;
  const scores: readonly (readonly [string, number | null, readonly [number, number] | null])[] = [
    ["overall accuracy", found.overallAccuracy, intervals.overallAccuracy],
    ["mean IoU", found.meanIou, intervals.meanIou],
    ["mean F1", found.meanF1, intervals.meanF1],
    ["kappa", found.kappa, null],
  ];
  const percent = 100 * intervals.level;
  return [
    `${found.predicted} against ${found.labels}: ${found.pixels} pixels counted, ${found.ignored} ignored`,
    textTable(
      ["score", "points", `${percent} % interval`],
      scores.map(([name, value, ends]) => [name, points(value), endsText(ends)]),
    ),
    "",
    classTable(found),
    "",
    "pixels: rows are the labels, columns the prediction",
    confusionTable(found),
    ...(found.absentClasses.length === 0
      ? []
      : [`· in neither map, and in no mean: ${found.absentClasses.join(", ")}`]),
    `· intervals: ${intervals.blocks} blocks of ${intervals.blockSize} pixels, resampled ${intervals.resamples} times`,
    ...intervals.reasons.map((reason) => `! ${reason}`),
    ...found.notes.map((note) => `! ${note}`),
    ...(out === undefined ? [] : [`wrote ${out}/index.html and ${out}/evaluation.json`]),
  ].join("\n");
}

function classTable({ classes, iou, f1, precision, recall, intervals, areas }: MapEvaluation): string {
  const rows = classes.map(({ name }, index) => [
    name,
    points(iou[index]),
    endsText(intervals.iou[index]),
    points(f1[index]),
    points(precision[index]),
    points(recall[index]),
    areas === null ? "–" : (areas[index]?.errorHectares.toFixed(2) ?? "–"),
  ]);
  return textTable(["class", "IoU", "interval", "F1", "precision", "recall", "area error, ha"], rows);
}

function confusionTable({ classes, confusion }: MapEvaluation): string {
  const names = classes.map(({ name }) => name);
  return textTable(
    ["labels", ...names],
    confusion.map((row, index) => [names[index] ?? "", ...row.map(String)]),
  );
}

function points(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : (100 * value).toFixed(1);
}

function endsText(ends: readonly [number, number] | null | undefined): string {
  return ends === null || ends === undefined ? "–" : `${points(ends[0])} to ${points(ends[1])}`;
}
