import type { Chart, ChartOptions, ChartTable } from "./chart.ts";
import { horizontalAxis, type NumericAxis, numericAxis } from "./internal/axis.ts";
import { assertDrawable, assertNotEmpty } from "./internal/check.ts";
import { type RowLayout, rowLayout, rowName } from "./internal/rows.ts";
import { PALETTE } from "./internal/series-style.ts";
import { chartWidth, px, svgDocument, svgLine, svgText } from "./internal/svg.ts";
import { fitText } from "./internal/text.ts";

/** One row of an {@link intervalChart}. */
export interface IntervalRow {
  readonly name: string;
  readonly value: number;
  /** Lower end of the interval; `null` where there is none. */
  readonly low: number | null;
  /** Upper end of the interval; `null` where there is none. */
  readonly high: number | null;
}

/** Options of {@link intervalChart}. */
export interface IntervalChartOptions extends ChartOptions {
  readonly xLabel: string;
  readonly rows: readonly IntervalRow[];
  /** Where the line of "no difference" stands; 0 where left out. */
  readonly reference?: number;
  /** Decimals in the table; three significant digits where left out. */
  readonly digits?: number;
}

const COLOR = PALETTE[0];

/**
 * A dot with its interval in every row, and a line at "no difference". The dot is filled where
 * the interval leaves the line out, and hollow where it does not or where there is no interval.
 *
 * @throws {ChartsError} `EMPTY_CHART` without rows, `NOT_FINITE` if a number is NaN or infinite.
 *
 * @example
 * ```ts
 * const rows = [{ name: "noisy − random", value: 7.7, low: 2.6, high: 12.8 }];
 * const { svg } = intervalChart({ title: "Gain", description: "Above zero.", xLabel: "points", rows });
 * ```
 */
export function intervalChart(options: IntervalChartOptions): Chart {
  checkRows(options);
  const { rows, reference = 0 } = options;
  const width = chartWidth(options);
  const names = rowLayout(
    rows.map(({ name }) => name),
    width,
  );
  const [top, rowHeight] = [6, names.above + 28];
  const bottom = top + rows.length * rowHeight;
  const values = [reference, ...rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])];
  const axis = numericAxis({
    kind: "linear",
    values,
    range: [names.left, width - 16],
    width,
  });
  const zero = axis.position(reference);
  const body = [
    ...horizontalAxis(axis, top, bottom),
    svgLine(zero, top, zero, bottom, 'stroke="currentColor" stroke-width="1.5"'),
    ...rows.flatMap((row, index) =>
      drawRow(row, index, { axis, names, reference, y: top + index * rowHeight }),
    ),
    svgText(width - 16, bottom + 36, fitText(options.xLabel, width - 16), 'text-anchor="end"'),
  ];
  return { svg: svgDocument(options, bottom + 44, body), table: intervalTable(options) };
}

interface RowPlace {
  readonly axis: NumericAxis;
  readonly names: RowLayout;
  readonly reference: number;
  readonly y: number;
}

function drawRow(row: IntervalRow, index: number, { axis, names, reference, y }: RowPlace): string[] {
  const middle = y + names.above + 14;
  const text = rowName(names, index, y, middle);
  const fill = excludes(row, reference) ? COLOR : "var(--chart-background, #fff)";
  const dot = `<circle cx="${px(axis.position(row.value))}" cy="${px(middle)}" r="5" fill="${fill}" stroke="${COLOR}" stroke-width="2"/>`;
  if (row.low === null || row.high === null) return [...text, dot];
  const [low, high] = [axis.position(row.low), axis.position(row.high)];
  const stroke = `stroke="${COLOR}" stroke-width="2"`;
  const whisker = [
    svgLine(low, middle, high, middle, stroke),
    svgLine(low, middle - 5, low, middle + 5, stroke),
    svgLine(high, middle - 5, high, middle + 5, stroke),
  ];
  return [...text, ...whisker, dot];
}

function excludes({ low, high }: IntervalRow, reference: number): boolean {
  return low !== null && high !== null && (low > reference || high < reference);
}

function checkRows({ rows, title }: IntervalChartOptions): void {
  assertNotEmpty(rows.length, title);
  for (const { name, value, low, high } of rows) {
    for (const number of [value, low ?? 0, high ?? 0]) assertDrawable(number, `row "${name}"`, "linear");
  }
}

function intervalTable({ title, xLabel, rows, digits }: IntervalChartOptions): ChartTable {
  const numeric = { numeric: true, ...(digits === undefined ? {} : { digits }) };
  const columns = [
    { label: "name" },
    { label: xLabel, ...numeric },
    { label: "low", ...numeric },
    { label: "high", ...numeric },
  ];
  return {
    caption: title,
    columns,
    rows: rows.map(({ name, value, low, high }) => [name, value, low, high]),
  };
}
