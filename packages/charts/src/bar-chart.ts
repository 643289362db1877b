import type { Chart, ChartOptions, ChartTable } from "./chart.ts";
import { ChartsError } from "./errors.ts";
import { type AxisKind, horizontalAxis, type NumericAxis, numericAxis } from "./internal/axis.ts";
import { type BarStyle, barStyle } from "./internal/bar-style.ts";
import { assertDrawable, assertNotEmpty } from "./internal/check.ts";
import { legend } from "./internal/legend.ts";
import { type RowLayout, rowLayout, rowName } from "./internal/rows.ts";
import { chartId, chartWidth, px, svgDocument, svgLine, svgText } from "./internal/svg.ts";
import { fitText } from "./internal/text.ts";

/** One bar with the ends of its error bar. */
export interface Bar {
  readonly value: number;
  /** Lower end; `null` where there is none. */
  readonly low: number | null;
  /** Upper end; `null` where there is none. */
  readonly high: number | null;
}

/** One bar per group, `null` where a group has no value. */
export interface BarSeries {
  readonly name: string;
  readonly bars: readonly (Bar | null)[];
}

/** Options of {@link barChart}. */
export interface BarChartOptions extends ChartOptions {
  readonly xLabel: string;
  /** Names of the groups, from top to bottom. */
  readonly groups: readonly string[];
  readonly series: readonly BarSeries[];
  readonly axis?: AxisKind;
  /** Where the dashed line of "as without an effect" stands, e.g. 1 for ratios. */
  readonly nullLine?: number;
  /** How far the null itself varies: a grey band behind the bars. */
  readonly nullBand?: readonly [number, number];
}

interface Plot {
  readonly axis: NumericAxis;
  readonly names: RowLayout;
  readonly base: number;
  readonly top: number;
  readonly bottom: number;
  readonly groupHeight: number;
  readonly styles: readonly BarStyle[];
}

const BAR_HEIGHT = 14;
const TOP = 6;
/** Part of the smallest bar that the log axis reaches down to for an error bar. */
const LOWEST = 100;

/**
 * Horizontal bars in groups, with error bars and an optional null line. On a log axis bars start
 * at the null line; an error bar that reaches below a hundredth of the smallest bar ends in an arrow, and the table keeps its number.
 *
 * @throws {ChartsError} `EMPTY_CHART` without any value, `LENGTH_MISMATCH` if a series has not one bar
 *   per group, `NOT_FINITE` if a number is NaN or infinite, `NOT_POSITIVE` if a value is not above 0 on a log axis.
 *
 * @example
 * ```ts
 * const series = [{ name: "W1", bars: [{ value: 2.4, low: 1.1, high: 3.7 }] }];
 * const { svg } = barChart({ title: "Layers", description: "Head moved.", xLabel: "ratio", groups: ["head"], series, nullLine: 1 });
 * ```
 */
export function barChart(options: BarChartOptions): Chart {
  checkBars(options);
  const plot = layout(options);
  const { axis, top, bottom } = plot;
  const bars = options.groups.flatMap((_, group) => drawGroup(options, plot, group));
  const entries = options.series.map(({ name }, index) => ({ name, key: keyOf(plot.styles[index]!) }));
  const keys = legend(entries, { x: 0, y: bottom + 44, width: chartWidth(options) });
  const body = [
    `<defs>${plot.styles.map(({ pattern }) => pattern).join("")}</defs>`,
    ...nullBand(options, plot),
    ...horizontalAxis(axis, top, bottom),
    ...bars,
    svgLine(plot.base, top, plot.base, bottom, 'stroke="currentColor"'),
    ...nullLine(options, plot),
    svgText(
      chartWidth(options) - 16,
      bottom + 36,
      fitText(options.xLabel, chartWidth(options) - 16),
      'text-anchor="end"',
    ),
    ...keys.body,
  ];
  return { svg: svgDocument(options, bottom + 48 + keys.height, body), table: barTable(options) };
}

function layout(options: BarChartOptions): Plot {
  const { axis: kind = "linear", series, groups } = options;
  const width = chartWidth(options);
  const names = rowLayout(groups, width);
  const groupHeight = series.length * BAR_HEIGHT + names.above + 12;
  const values = axisValues(options);
  const range = [names.left, width - 16] as const;
  const axis = numericAxis({ kind, values, range, width });
  const base = kind === "log" ? axis.position(options.nullLine ?? axis.domain[0]) : axis.position(0);
  const styles = series.map((_, index) => barStyle(index, chartId(options)));
  return { axis, names, base, top: TOP, bottom: TOP + groups.length * groupHeight, groupHeight, styles };
}

function axisValues({
  axis,
  series,
  nullLine: line = 0,
  nullBand: band = [line, line],
}: BarChartOptions): number[] {
  const bars = series.flatMap(({ bars }) => bars.filter((bar) => bar !== null));
  const numbers = bars.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  if (axis !== "log") return [0, line, ...band, ...numbers];
  const floor =
    bars.reduce((least, { value }) => Math.min(least, value), line || Number.POSITIVE_INFINITY) / LOWEST;
  return [line, ...band, ...numbers].filter((value) => value >= floor);
}

function drawGroup({ series }: BarChartOptions, plot: Plot, group: number): string[] {
  const y = plot.top + group * plot.groupHeight;
  const first = y + plot.names.above + 6;
  const middle = first + (series.length * BAR_HEIGHT) / 2;
  const label = rowName(plot.names, group, y, middle);
  const bars = series.flatMap(({ bars }, index) =>
    drawBar(bars[group] ?? null, plot, plot.styles[index]!, first + index * BAR_HEIGHT),
  );
  return [...label, ...bars];
}

function drawBar(bar: Bar | null, { axis, base }: Plot, style: BarStyle, y: number): string[] {
  if (bar === null) return [svgText(base + 4, y + 11, "n/a", 'font-size="11"')];
  const end = axis.position(bar.value);
  const size = `x="${px(Math.min(base, end))}" y="${px(y + 1)}" width="${px(Math.abs(end - base))}" height="${BAR_HEIGHT - 2}"`;
  const rectangle = `<rect ${size} fill="${style.fill}" stroke="${style.color}"/>`;
  return [rectangle, ...errorBar(bar, axis, y + BAR_HEIGHT / 2)];
}

function errorBar({ low, high }: Bar, axis: NumericAxis, y: number): string[] {
  if (low === null || high === null) return [];
  const open = low < axis.domain[0];
  const [left, right] = [axis.position(open ? axis.domain[0] : low), axis.position(high)];
  const stroke = 'stroke="currentColor" stroke-width="1.5"';
  const arrow = `<path d="M${px(left + 6)} ${px(y - 4)}L${px(left)} ${px(y)}L${px(left + 6)} ${px(y + 4)}" fill="none" ${stroke}/>`;
  return [
    svgLine(left, y, right, y, stroke),
    open ? arrow : svgLine(left, y - 4, left, y + 4, stroke),
    svgLine(right, y - 4, right, y + 4, stroke),
  ];
}

function nullLine({ nullLine: value }: BarChartOptions, { axis, top, bottom }: Plot): string[] {
  if (value === undefined) return [];
  const x = axis.position(value);
  return [svgLine(x, top, x, bottom, 'stroke="currentColor" stroke-width="2" stroke-dasharray="5 3"')];
}

function nullBand({ nullBand: band }: BarChartOptions, { axis, top, bottom }: Plot): string[] {
  if (band === undefined) return [];
  const [left, right] = [axis.position(Math.max(band[0], axis.domain[0])), axis.position(band[1])];
  const size = `x="${px(left)}" y="${px(top)}" width="${px(right - left)}" height="${px(bottom - top)}"`;
  return [`<rect ${size} fill="currentColor" fill-opacity="0.13"/>`];
}

function keyOf({ fill, color }: BarStyle): string {
  return `<rect x="-14" y="-6" width="28" height="12" fill="${fill}" stroke="${color}"/>`;
}

function checkBars({
  series,
  groups,
  title,
  axis = "linear",
  nullLine: line,
  nullBand: band,
}: BarChartOptions): void {
  if (line !== undefined) assertDrawable(line, "null line", axis);
  for (const end of band ?? []) assertDrawable(end, "null band", axis);
  for (const { name, bars } of series) {
    if (bars.length !== groups.length) {
      throw new ChartsError("LENGTH_MISMATCH", {
        message: `series "${name}" has ${bars.length} bars, but the chart has ${groups.length} groups; give one bar or null per group`,
        context: { series: name, bars: bars.length, groups: groups.length },
      });
    }
    for (const [index, bar] of bars.entries()) {
      if (bar === null) continue;
      assertDrawable(bar.value, `bar "${groups[index]}" of series "${name}"`, axis);
      for (const end of [bar.low, bar.high]) {
        if (end !== null) assertDrawable(end, `error bar "${groups[index]}" of series "${name}"`, "linear");
      }
    }
  }
  assertNotEmpty(series.flatMap(({ bars }) => bars.filter((bar) => bar !== null)).length, title);
}

function barTable({ title, groups, series }: BarChartOptions): ChartTable {
  const columns = series.flatMap(({ name }) => [name, `${name}, low`, `${name}, high`]);
  const rows = groups.map((group, index) => [
    group,
    ...series.flatMap(({ bars }) => {
      const bar = bars[index] ?? null;
      return bar === null ? [null, null, null] : [bar.value, bar.low, bar.high];
    }),
  ]);
  const numeric = columns.map((label) => ({ label, numeric: true }));
  return { caption: title, columns: [{ label: "group" }, ...numeric], rows };
}
