import { type LinePoint, lineChart } from "@undercoat/charts";
import { ReportError } from "../errors.ts";
import type { ReportCurve, ReportData } from "../report-data.ts";
import { chartFigure, paragraph, type Section } from "./html.ts";

const WINDOWS = 30;
const LINES_PER_CHART = 5;
const STAGES = [
  ["pretrain", "Loss while pretraining"],
  ["finetune", "Loss while fine-tuning"],
] as const;

/** Training curves: mean over seeds, and a band of one standard error. */
export function curvesSection({ curves }: ReportData): Section {
  for (const curve of curves) assertSameLength(curve);
  const charts = STAGES.flatMap(([stage, title]) => stageCharts(stage, title, curves));
  const intro = paragraph(
    "Each point is the mean loss over a window of steps and over the seeds; the band is one standard error to each " +
      "side. Losses on different labels are not comparable: a lower loss on noisy labels is not a better model.",
  );
  return { id: "curves", heading: "Training curves", body: charts.length === 0 ? [] : [intro, ...charts] };
}

function stageCharts(stage: ReportCurve["stage"], title: string, all: readonly ReportCurve[]): string[] {
  const curves = all.filter(
    (curve) => curve.stage === stage && curve.losses.length > 0 && curve.steps.length > 0,
  );
  const series = curves.map((curve) => ({ name: curve.name, points: curvePoints(curve) }));
  const drawable = series.filter(({ points }) => points.some(({ y }) => y !== null));
  const charts: string[] = [];
  const parts = Math.ceil(drawable.length / LINES_PER_CHART);
  for (let part = 0; part < parts; part++) {
    const lines = drawable.slice(part * LINES_PER_CHART, (part + 1) * LINES_PER_CHART);
    const name = parts > 1 ? `${title} (${part + 1} of ${parts})` : title;
    const draw = (size: { id: string; width: number }) =>
      lineChart({
        ...size,
        title: name,
        description: describe(lines),
        xLabel: "step",
        yLabel: "loss",
        digits: 3,
        series: lines,
      });
    charts.push(chartFigure(`curve-${stage}-${part}`, draw));
  }
  const lost = series.length - drawable.length;
  return lost === 0
    ? charts
    : [...charts, paragraph(`${lost} curves hold no finite loss and are not drawn.`)];
}

function curvePoints({ steps, losses }: ReportCurve): LinePoint[] {
  const size = Math.max(1, Math.ceil(steps.length / WINDOWS));
  const points: LinePoint[] = [];
  for (let start = 0; start < steps.length; start += size) {
    const end = Math.min(start + size, steps.length);
    const means = losses.map((seed) => meanOf(seed.slice(start, end)));
    points.push(pointOf(steps[end - 1]!, means));
  }
  return points;
}

function pointOf(x: number, means: readonly number[]): LinePoint {
  const mean = meanOf(means);
  if (!Number.isFinite(mean)) return { x, y: null };
  if (means.length < 2) return { x, y: mean };
  const squares = means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / (means.length - 1) / means.length);
  return { x, y: mean, low: mean - error, high: mean + error };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function describe(lines: readonly { name: string; points: readonly LinePoint[] }[]): string {
  return lines
    .map(({ name, points }) => {
      const shown = points.flatMap(({ y }) => (y === null ? [] : [y]));
      const gaps = shown.length < points.length ? ", with gaps where the loss was not finite" : "";
      return `${name}: from ${shown[0]?.toFixed(2)} to ${shown.at(-1)?.toFixed(2)}${gaps}.`;
    })
    .join(" ");
}

function assertSameLength({ name, steps, losses }: ReportCurve): void {
  for (const seed of losses) {
    if (seed.length === steps.length) continue;
    throw new ReportError("LENGTH_MISMATCH", {
      message: `curve "${name}" has ${seed.length} losses, but ${steps.length} steps; give one loss per step for every seed`,
      context: { curve: name, losses: seed.length, steps: steps.length },
    });
  }
}
