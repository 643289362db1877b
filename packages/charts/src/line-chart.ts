import { area, line } from "d3-shape";
import type { Chart, ChartOptions, ChartTable } from "./chart.ts";
import {
  type AxisKind,
  horizontalAxis,
  type NumericAxis,
  numericAxis,
  verticalAxis,
} from "./internal/axis.ts";
import { assertDrawable, assertNotEmpty } from "./internal/check.ts";
import { type LegendEntry, legend } from "./internal/legend.ts";
import { dashAttribute, type SeriesStyle, seriesStyle } from "./internal/series-style.ts";
import { chartWidth, px, svgDocument, svgLine, svgText } from "./internal/svg.ts";
import { fitText, textWidth } from "./internal/text.ts";

/** One point of a line; `null` leaves a gap. */
export interface LinePoint {
  readonly x: number;
  readonly y: number | null;
  /** Lower end of the band. */
  readonly low?: number | null;
  /** Upper end of the band. */
  readonly high?: number | null;
}

/** One line of a {@link lineChart}, its points in ascending `x`. */
export interface LineSeries {
  readonly name: string;
  readonly points: readonly LinePoint[];
}

/** Options of {@link lineChart}. */
export interface LineChartOptions extends ChartOptions {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xAxis?: AxisKind;
  readonly yAxis?: AxisKind;
  readonly series: readonly LineSeries[];
  /** Height of the plot without axes and legend; 260 pixels where left out. */
  readonly plotHeight?: number;
  /** Decimals of y in the table; three significant digits where left out. */
  readonly digits?: number;
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: NumericAxis;
  readonly y: NumericAxis;
}

/**
 * Lines over a numeric axis, each with its own colour, dash and marker, and a band where
 * points have `low` and `high`. A band that leaves a log axis is cut at the axis; the table keeps its numbers.
 *
 * @throws {ChartsError} `EMPTY_CHART` if no point has a value, `NOT_FINITE` if a coordinate is NaN
 *   or infinite, `NOT_POSITIVE` if one is not above 0 on a log axis.
 *
 * @example
 * ```ts
 * const points = [{ x: 1, y: 0.9 }, { x: 100, y: 0.4 }];
 * const { svg } = lineChart({ title: "Loss", description: "Falls.", xLabel: "step", yLabel: "loss", series: [{ name: "a", points }] });
 * ```
 */
export function lineChart(options: LineChartOptions): Chart {
  checkSeries(options);
  const plot = layout(options);
  const styles = options.series.map((_, index) => seriesStyle(index));
  const axes = [
    svgText(0, 12, fitText(options.yLabel, chartWidth(options))),
    ...horizontalAxis(plot.x, plot.top, plot.bottom),
    ...verticalAxis(plot.y, plot.left, plot.right),
    svgLine(plot.left, plot.bottom, plot.right, plot.bottom, 'stroke="currentColor"'),
    svgText(plot.right, plot.bottom + 36, fitText(options.xLabel, plot.right), 'text-anchor="end"'),
  ];
  const bands = options.series.map((series, index) => bandPath(series, styles[index]!, plot));
  const lines = options.series.flatMap((series, index) => drawLine(series, styles[index]!, plot));
  const entries = options.series.map(({ name }, index) => legendEntry(name, styles[index]!));
  const keys = legend(entries, { x: 0, y: plot.bottom + 46, width: chartWidth(options) });
  const body = [...axes, ...bands, ...lines, ...keys.body];
  return { svg: svgDocument(options, plot.bottom + 46 + keys.height + 4, body), table: lineTable(options) };
}

function checkSeries({ series, title, xAxis = "linear", yAxis = "linear" }: LineChartOptions): void {
  for (const { name, points } of series) {
    for (const { x, y, low, high } of points) {
      assertDrawable(x, `x of series "${name}"`, xAxis);
      if (y !== null) assertDrawable(y, `y of series "${name}" at x ${x}`, yAxis);
      for (const end of [low, high]) {
        if (typeof end === "number") assertDrawable(end, `band of series "${name}" at x ${x}`, "linear");
      }
    }
  }
  assertNotEmpty(series.flatMap(({ points }) => points.filter(({ y }) => y !== null)).length, title);
}

function layout(options: LineChartOptions): Plot {
  const points = options.series.flatMap((series) => series.points);
  const [xKind, yKind] = [options.xAxis ?? "linear", options.yAxis ?? "linear"];
  const ends = points
    .flatMap(({ y, low, high }) => [y, low, high])
    .filter((value) => typeof value === "number");
  const yValues = yKind === "log" ? ends.filter((value) => value > 0) : ends;
  const [top, bottom] = [26, 26 + (options.plotHeight ?? 260)];
  const y = numericAxis({ kind: yKind, values: yValues, range: [bottom, top] });
  const left = Math.max(...y.ticks.map(({ label }) => textWidth(label)), 20) + 10;
  const right = chartWidth(options) - 14;
  const xValues = points.map(({ x }) => x);
  const x = numericAxis({ kind: xKind, values: xValues, range: [left, right], width: chartWidth(options) });
  return { left, right, top, bottom, x, y };
}

function bandPath({ points }: LineSeries, style: SeriesStyle, { x, y }: Plot): string {
  const inside = (value: number) => y.position(Math.min(Math.max(value, y.domain[0]), y.domain[1]));
  const path = area<LinePoint>()
    .defined(({ low, high }) => typeof low === "number" && typeof high === "number")
    .x((point) => x.position(point.x))
    .y0((point) => inside(point.low ?? 0))
    .y1((point) => inside(point.high ?? 0))
    .digits(1);
  const d = path(points) ?? "";
  if (d === "") return "";
  const edge = `stroke="${style.color}" stroke-opacity="0.5" stroke-width="0.75"${dashAttribute(style.dash)}`;
  return `<path d="${d}" fill="${style.color}" fill-opacity="0.16" ${edge}/>`;
}

function drawLine({ points }: LineSeries, style: SeriesStyle, { x, y }: Plot): string[] {
  const path = line<LinePoint>()
    .defined((point) => point.y !== null)
    .x((point) => x.position(point.x))
    .y((point) => y.position(point.y ?? 0))
    .digits(1);
  const shown = points.filter((point) => point.y !== null);
  const stride = Math.max(1, Math.ceil(shown.length / 10));
  const markers = shown
    .filter((_, index) => index % stride === 0 || index === shown.length - 1)
    .map((point) => markerAt(style, x.position(point.x), y.position(point.y ?? 0)));
  const stroke = `fill="none" stroke="${style.color}" stroke-width="2"${dashAttribute(style.dash)}`;
  return [`<path d="${path(points) ?? ""}" ${stroke}/>`, ...markers];
}

function markerAt({ marker, color }: SeriesStyle, x: number, y: number): string {
  return `<path d="${marker}" transform="translate(${px(x)} ${px(y)})" fill="${color}"/>`;
}

function legendEntry(name: string, style: SeriesStyle): LegendEntry {
  const stroke = `stroke="${style.color}" stroke-width="2"${dashAttribute(style.dash)}`;
  return { name, key: svgLine(-14, 0, 14, 0, stroke) + markerAt(style, 0, 0) };
}

function lineTable({ title, xLabel, series, digits }: LineChartOptions): ChartTable {
  const places = digits === undefined ? {} : { digits };
  const banded = series.map(({ points }) => points.some(({ low }) => typeof low === "number"));
  const columns = series.flatMap(({ name }, index) =>
    (banded[index] ? [name, `${name}, low`, `${name}, high`] : [name]).map((label) => ({
      label,
      numeric: true,
      ...places,
    })),
  );
  const lookups = series.map(({ points }) => new Map(points.map((point) => [point.x, point])));
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const rows = xs.map((x) => [
    x,
    ...lookups.flatMap((lookup, index) => {
      const point = lookup.get(x);
      return banded[index] ? [point?.y ?? null, point?.low ?? null, point?.high ?? null] : [point?.y ?? null];
    }),
  ]);
  return { caption: title, columns: [{ label: xLabel, numeric: true }, ...columns], rows };
}
