import type { Chart, ChartOptions, ChartTable } from "./chart.ts";
import { horizontalAxis, type NumericAxis, numericAxis } from "./internal/axis.ts";
import { type BarStyle, barStyle } from "./internal/bar-style.ts";
import { assertDrawable, assertNotEmpty } from "./internal/check.ts";
import { legend } from "./internal/legend.ts";
import { type RowLayout, rowLayout, rowName } from "./internal/rows.ts";
import { chartId, chartWidth, px, svgDocument, svgLine, svgText } from "./internal/svg.ts";
import { fitText } from "./internal/text.ts";

/** What comes out when one input is low, and when it is high; all others stay in the middle. */
export interface TornadoRow {
  readonly name: string;
  readonly atLow: number;
  readonly atHigh: number;
}

/** Options of {@link tornadoChart}. */
export interface TornadoChartOptions extends ChartOptions {
  readonly xLabel: string;
  /** From top to bottom; longest bars first make the shape that gives the name. */
  readonly rows: readonly TornadoRow[];
  /** What comes out with every input in the middle: where bars start. */
  readonly base: number;
  /** Words of the legend for the two halves, such as `["at its 10 % quantile", "at its 90 % quantile"]`. */
  readonly ends: readonly [low: string, high: string];
}

const BAR_HEIGHT = 16;
const TOP = 6;

interface Plot {
  readonly axis: NumericAxis;
  readonly names: RowLayout;
  readonly rowHeight: number;
  readonly bottom: number;
  readonly styles: readonly [BarStyle, BarStyle];
}

/**
 * One row per input, with a bar from the middle to the result at its low and at its high end; a dashed line at 0 where it is
 * in sight.
 *
 * @throws {ChartsError} `EMPTY_CHART` without rows, `NOT_FINITE` if a number is NaN or infinite.
 *
 * @example
 * ```ts
 * const rows = [{ name: "annotation time", atLow: -20, atHigh: 35 }];
 * const ends = ["at its 10 % quantile", "at its 90 % quantile"] as const;
 * const { svg } = tornadoChart({ title: "Drivers", description: "One bar.", xLabel: "hours", rows, base: 5, ends });
 * ```
 */
export function tornadoChart(options: TornadoChartOptions): Chart {
  checkRows(options);
  const plot = layout(options);
  const { axis, bottom, styles } = plot;
  const [width, base] = [chartWidth(options), axis.position(options.base)];
  const entries = options.ends.map((name, index) => ({ name, key: keyOf(styles[index]!) }));
  const keys = legend(entries, { x: 0, y: bottom + 44, width });
  const body = [
    `<defs>${styles.map(({ pattern }) => pattern).join("")}</defs>`,
    ...horizontalAxis(axis, TOP, bottom),
    svgLine(base, TOP, base, bottom, 'stroke="currentColor" stroke-width="1.5"'),
    ...zeroLine(axis, bottom),
    ...options.rows.flatMap((row, index) => drawRow(row, index, plot, base)),
    svgText(width - 16, bottom + 36, fitText(options.xLabel, width - 16), 'text-anchor="end"'),
    ...keys.body,
  ];
  return { svg: svgDocument(options, bottom + 48 + keys.height, body), table: tornadoTable(options) };
}

function layout(options: TornadoChartOptions): Plot {
  const width = chartWidth(options);
  const names = rowLayout(
    options.rows.map(({ name }) => name),
    width,
  );
  const rowHeight = BAR_HEIGHT + names.above + 10;
  const values = [options.base, ...options.rows.flatMap(({ atLow, atHigh }) => [atLow, atHigh])];
  const axis = numericAxis({ kind: "linear", values, range: [names.left, width - 16], width });
  const id = chartId(options);
  // solid and hatched: told apart without colour
  return {
    axis,
    names,
    rowHeight,
    bottom: TOP + options.rows.length * rowHeight,
    styles: [barStyle(1, id), barStyle(0, id)],
  };
}

function drawRow({ atLow, atHigh }: TornadoRow, index: number, plot: Plot, base: number): string[] {
  const y = TOP + index * plot.rowHeight;
  const top = y + plot.names.above + 5;
  // where both ends lie on one side, the shorter bar comes last
  const halves = [
    { end: atLow, style: plot.styles[0] },
    { end: atHigh, style: plot.styles[1] },
  ].map(({ end, style }) => ({ end: plot.axis.position(end), style }));
  const sorted = halves.toSorted((a, b) => Math.abs(b.end - base) - Math.abs(a.end - base));
  const bars = sorted.map(({ end, style }) => {
    const size = `x="${px(Math.min(base, end))}" y="${px(top)}" width="${px(Math.abs(end - base))}" height="${BAR_HEIGHT}"`;
    return `<rect ${size} fill="var(--chart-background, #fff)"/><rect ${size} fill="${style.fill}" stroke="${style.color}"/>`;
  });
  return [...rowName(plot.names, index, y, top + BAR_HEIGHT / 2), ...bars];
}

function zeroLine(axis: NumericAxis, bottom: number): string[] {
  if (axis.domain[0] > 0 || axis.domain[1] < 0) return [];
  const zero = axis.position(0);
  return [svgLine(zero, TOP, zero, bottom, 'stroke="currentColor" stroke-width="2" stroke-dasharray="5 3"')];
}

function keyOf({ fill, color }: BarStyle): string {
  return `<rect x="-14" y="-6" width="28" height="12" fill="${fill}" stroke="${color}"/>`;
}

function checkRows({ rows, title, base }: TornadoChartOptions): void {
  assertNotEmpty(rows.length, title);
  assertDrawable(base, "base", "linear");
  for (const { name, atLow, atHigh } of rows)
    for (const end of [atLow, atHigh]) assertDrawable(end, `row "${name}"`, "linear");
}

function tornadoTable({ title, rows, ends }: TornadoChartOptions): ChartTable {
  return {
    caption: title,
    columns: [{ label: "input" }, ...ends.map((label) => ({ label, numeric: true }))],
    rows: rows.map(({ name, atLow, atHigh }) => [name, atLow, atHigh]),
  };
}
