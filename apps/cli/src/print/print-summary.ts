import type { RunSummary } from "@undercoat/workflows";
import { clock } from "../progress.ts";
import { layersTable } from "./layers-table.ts";
import { textTable } from "./text-table.ts";

type MetricsFile = RunSummary["metrics"];

/** Prints what a run found: scores, findings in words, layers, times, and where the report is. */
export function printSummary(summary: RunSummary, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : `${summaryText(summary)}\n`);
}

/** The text of {@link printSummary}. */
export function summaryText({ metrics, layers, stageSeconds, report, warnings }: RunSummary): string {
  const stages = Object.entries(stageSeconds);
  const times = stages.map(([stage, { seconds }]) => `${stage} ${clock(seconds)}`);
  const trained = stages.filter(([stage]) => stage !== "evaluate").map(([, each]) => each);
  const sum = (key: "seconds" | "batchSeconds") => trained.reduce((total, each) => total + each[key], 0);
  const share = sum("seconds") === 0 ? 0 : (100 * sum("batchSeconds")) / sum("seconds");
  return [
    labelsText(metrics),
    "",
    `Scores in points on the test windows (class "${metrics.positiveClass}"), mean ± standard error over ${metrics.seeds.length} seed(s)`,
    armsTable(metrics),
    "",
    "What it says (AP = pixel average precision; paired differences with 95 % intervals over seeds)",
    ...metrics.findings.map((finding) => `· ${finding}`),
    ...warnings.map((warning) => `! ${warning}`),
    ...(layers === null
      ? []
      : ["", layersTable({ ...layers, notes: [] }), "What these measures cannot see stands in the report."]),
    "",
    `Work of all workers together, minutes: ${times.join(", ")}; of training ${share.toFixed(1)} % drawing or waiting for batches`,
    `Report: ${report}`,
  ].join("\n");
}

function labelsText({ labels, positiveClass, classes }: MetricsFile): string {
  const positive = classes.findIndex(({ name }) => name === positiveClass);
  const lines = labels.map(({ pretraining, noiseRate, iou }) => {
    const share =
      noiseRate === null
        ? "no valid pixel"
        : `${(100 * noiseRate).toFixed(1)} % of pixels differ from the clean labels`;
    const overlap = iou[positive];
    return `"${pretraining}": ${share}${overlap === null || overlap === undefined ? "" : `, IoU ${overlap.toFixed(3)}`}`;
  });
  return ["Labels of the pretraining windows", ...lines].join("\n");
}

function armsTable({ arms }: MetricsFile): string {
  const cell = ({ mean, standardError }: { mean: number | null; standardError: number | null }) =>
    mean === null
      ? "–"
      : `${(100 * mean).toFixed(1)}${standardError === null ? "" : ` ± ${(100 * standardError).toFixed(1)}`}`;
  const rows = arms.map(({ name, role, summary }) => [
    `${name}${role === "control" ? " (control)" : role === "clean" ? " (upper bound)" : ""}`,
    cell(summary.averagePrecision),
    cell(summary.bestIou),
    cell(summary.iou),
  ]);
  return textTable(["arm", "AP", "IoU at best threshold", "IoU"], rows);
}
