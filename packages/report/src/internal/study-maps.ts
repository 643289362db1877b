import { heatMap, type LineSeries, lineChart } from "@undercoat/charts";
import type { StudyData, StudyPageMap, StudyPageMark } from "../study-data.ts";
import { chartFigure, distinct, paragraph, type Section, scrollTable, subheading } from "./html.ts";

interface Size {
  readonly id: string;
  readonly width: number;
}

/** Heat map, one small chart for every kind, and the intervals as a table, for every arm and reference. */
export function mapSection(data: StudyData): Section {
  return {
    id: "maps",
    heading: "Which noise, and how much of it, still helps",
    body: data.maps.flatMap((map, at) => [
      subheading(map.title),
      chartFigure(`map-${at}`, (size) => gainMap(data, map, size)),
      ...map.kinds.map((kind, row) =>
        chartFigure(`map-${at}-${row}`, (size) => smallChart(data, map, { kind, row, size })),
      ),
      scrollTable(intervalTable(data, map)),
    ]),
  };
}

function gainMap({ score }: StudyData, { title, kinds, rates, gains }: StudyPageMap, size: Size) {
  return heatMap({
    ...size,
    title: `Gain in ${score} by kind of noise and share of wrong pixels: ${title}`,
    description: `Points gained: ${title}. A row for each kind of noise, a column for each share of wrong pixels; darker gains more.`,
    rows: kinds,
    columns: rates.map(rateText),
    values: gains.map((row) => row.map((gain) => (gain === null ? null : 100 * gain.mean))),
    valueLabel: "gain in points",
    digits: 1,
  });
}

const SMALL_HEIGHT = 120;

function smallChart(
  { marks, score }: StudyData,
  { title, rates, gains }: StudyPageMap,
  { kind, row, size }: { readonly kind: string; readonly row: number; readonly size: Size },
) {
  const points = rates.flatMap((rate, at) => {
    const gain = gains[row]?.[at] ?? null;
    if (gain === null) return [];
    const end = (value: number | null) => (value === null ? null : 100 * value);
    return [{ x: 100 * rate, y: 100 * gain.mean, low: end(gain.low), high: end(gain.high) }];
  });
  return lineChart({
    ...size,
    title: `"${kind}": gain in ${score} over the share of wrong pixels`,
    description: `${title}; the band is the interval over seeds, and 0 means no gain${marks.length === 0 ? "" : "; short lines at 0 mark the noise of given labels with its interval"}.`,
    xLabel: "wrong pixels in %",
    yLabel: "gain in points",
    series: [{ name: kind, points }, noGain(rates), ...marks.map(markSeries)],
    plotHeight: SMALL_HEIGHT,
    digits: 1,
  });
}

function noGain(rates: readonly number[]): LineSeries {
  return {
    name: "no gain",
    points: distinct([rates[0]!, rates.at(-1)!]).map((rate) => ({ x: 100 * rate, y: 0 })),
  };
}

function markSeries({ name, value, low, high }: StudyPageMark): LineSeries {
  return {
    name: `your noise: ${name}`,
    points: distinct([low, value, high]).map((rate) => ({ x: 100 * rate, y: 0 })),
  };
}

function intervalTable({ level }: StudyData, { title, kinds, rates, gains }: StudyPageMap) {
  return {
    caption: `${title}: gains in points with ${Math.round(100 * level)} % intervals over seeds`,
    columns: [
      { label: "noise" },
      { label: "wrong pixels" },
      ...["gain", "low", "high"].map((label) => ({ label, numeric: true, digits: 1 })),
      { label: "seeds", numeric: true, digits: 0 },
    ],
    rows: kinds.flatMap((kind, row) =>
      rates.flatMap((rate, at) => {
        const gain = gains[row]?.[at] ?? null;
        if (gain === null) return [];
        const { mean, low, high, n } = gain;
        const shown = [mean, low, high].map((value) => (value === null ? null : 100 * value));
        return [[kind, rateText(rate), ...shown, n]];
      }),
    ),
  };
}

/** Score against number of clean labels. */
export function curveSection(data: StudyData): Section {
  const charts = curveCharts(data);
  const intro = paragraph("Curves are followed to twice the largest number of labels and no farther.");
  return {
    id: "curves",
    heading: "How many clean labels it takes",
    body: charts.length === 0 ? [] : [intro, ...charts],
  };
}

/** A chart for every panel: a line for each arm. */
export function curveCharts({
  curves,
  score,
  labels: axis,
}: Pick<StudyData, "curves" | "score" | "labels">): string[] {
  return curves.map(({ title, arms }, at) =>
    chartFigure(`curve-${at}`, (size) =>
      lineChart({
        ...size,
        title: `${score} by ${axis}${title === "" ? "" : `: ${title}`}`,
        description: `One line for each arm, with the interval over seeds as a band; ${axis} on a logarithmic axis.`,
        xLabel: axis,
        yLabel: `${score} in points`,
        xAxis: "log",
        series: arms.map(({ name, points }) => ({
          name,
          points: points.map(({ labels, mean, low, high }) => ({
            x: labels,
            y: 100 * mean,
            low: low === null ? null : 100 * low,
            high: high === null ? null : 100 * high,
          })),
        })),
        digits: 1,
      }),
    ),
  );
}

function rateText(rate: number): string {
  return `${Number((100 * rate).toFixed(1))} %`;
}
