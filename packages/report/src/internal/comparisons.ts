import { intervalChart } from "@undercoat/charts";
import type { ReportComparison, ReportData, ReportMetric } from "../report-data.ts";
import {
  capitalised,
  chartFigure,
  details,
  list,
  METRIC_NAMES,
  METRICS,
  paragraph,
  points,
  type Section,
  scrollTable,
  subheading,
} from "./html.ts";

/** Differences between arms, paired by seed: one chart per metric and the sentences below it. */
export function comparisonsSection({ comparisons }: ReportData): Section {
  const intro = paragraph(
    "Every difference is taken seed by seed, in points. A filled dot means that the interval leaves zero out; " +
      "a hollow one, that the seeds of this run cannot tell the difference from zero.",
  );
  const [first = [], ...others] = METRICS.map((metric) => ({
    metric,
    parts: metricParts(metric, comparisons),
  }))
    .filter(({ parts }) => parts.length > 0)
    .map(({ metric, parts }, index) =>
      index === 0 ? parts : [details(`Gains in ${METRIC_NAMES[metric]}`, parts)],
    );
  const body = first.length === 0 ? [] : [intro, ...first, ...others.flat()];
  return { id: "comparisons", heading: "Gains", body };
}

function metricParts(metric: ReportMetric, all: readonly ReportComparison[]): string[] {
  const comparisons = all.filter((comparison) => comparison.metric === metric);
  if (comparisons.length === 0) return [];
  const drawn = comparisons.filter(({ difference }) => Number.isFinite(difference.mean));
  const sentences = list(comparisons.map(({ sentence }) => sentence).filter((sentence) => sentence !== ""));
  const table = differenceTable(metric, comparisons);
  const heading = subheading(capitalised(METRIC_NAMES[metric]));
  if (drawn.length === 0) return [heading, sentences, scrollTable(table)];
  const draw = (size: { id: string; width: number }) =>
    intervalChart({
      ...size,
      title: table.caption,
      description: drawn.map((comparison) => `${nameOf(comparison)}: ${readingOf(comparison)}.`).join(" "),
      xLabel: "difference, points",
      rows: drawn.map(rowOf),
    });
  return [heading, sentences, chartFigure(`gain-${metric}`, draw, table)];
}

function rowOf(comparison: ReportComparison) {
  const { mean } = comparison.difference;
  const [low, high] = intervalOf(comparison) ?? [null, null];
  return {
    name: nameOf(comparison),
    value: mean * 100,
    low: low === null ? null : low * 100,
    high: high === null ? null : high * 100,
  };
}

function nameOf({ name, group }: ReportComparison): string {
  return group === undefined ? name : `${name}, ${group}`;
}

function intervalOf({ difference }: ReportComparison): readonly [number, number] | null {
  return difference.interval?.every(Number.isFinite) ? difference.interval : null;
}

function readingOf(comparison: ReportComparison): string {
  const interval = intervalOf(comparison);
  if (interval === null) return "cannot tell, no interval";
  if (interval[0] > 0) return "above zero";
  return interval[1] < 0 ? "below zero" : "cannot tell";
}

function differenceTable(metric: ReportMetric, comparisons: readonly ReportComparison[]) {
  const level = Math.round((comparisons[0]?.difference.level ?? 0.95) * 100);
  const numeric = { numeric: true, digits: 1 };
  return {
    caption: `Gain in ${METRIC_NAMES[metric]}, points, with ${level} % intervals`,
    columns: [
      { label: "comparison" },
      { label: "difference", numeric: true },
      { label: "standard error", ...numeric },
      { label: "low", ...numeric },
      { label: "high", ...numeric },
      { label: "seeds", numeric: true, digits: 0 },
      { label: "reading" },
    ],
    rows: comparisons.map((comparison) => {
      const { mean, standardError, n } = comparison.difference;
      const { low, high } = rowOf(comparison);
      const spread = standardError === null ? null : standardError * 100;
      return [nameOf(comparison), points(mean, true), spread, low, high, n, readingOf(comparison)];
    }),
  };
}
