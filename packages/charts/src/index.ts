/**
 * SVG charts as text, each with its numbers as a table; readable in black and white.
 *
 * @example
 * ```ts
 * import { intervalChart, renderTable } from "@undercoat/charts";
 *
 * const rows = [{ name: "noisy − random", value: 7.7, low: 2.6, high: 12.8 }];
 * const chart = intervalChart({ title: "Gain", description: "Above zero.", xLabel: "points", rows });
 * const html = chart.svg + renderTable(chart.table);
 * ```
 *
 * @packageDocumentation
 */
export { type Bar, type BarChartOptions, type BarSeries, barChart } from "./bar-chart.ts";
export type { Chart, ChartOptions, ChartTable, TableCell, TableColumn } from "./chart.ts";
export { ChartsError, type ChartsErrorCode, type ChartsErrorDetails, isChartsError } from "./errors.ts";
export { escapeHtml } from "./escape-html.ts";
export { type FormatNumberOptions, formatNumber } from "./format-number.ts";
export { type HeatMapOptions, heatMap } from "./heat-map.ts";
export type { AxisKind } from "./internal/axis.ts";
export { type IntervalChartOptions, type IntervalRow, intervalChart } from "./interval-chart.ts";
export { type LineChartOptions, type LinePoint, type LineSeries, lineChart } from "./line-chart.ts";
export { renderTable } from "./render-table.ts";
export { type TornadoChartOptions, type TornadoRow, tornadoChart } from "./tornado-chart.ts";
