import type { Chart, ChartOptions, ChartTable } from "./chart.ts";
import { ChartsError } from "./errors.ts";
import { formatNumber } from "./format-number.ts";
import { assertDrawable, assertNotEmpty } from "./internal/check.ts";
import { chartWidth, px, svgDocument, svgText } from "./internal/svg.ts";
import { FONT_SIZE, fitText, textWidth } from "./internal/text.ts";

/** Options of {@link heatMap}. */
export interface HeatMapOptions extends ChartOptions {
  /** Names of the rows, from top to bottom. */
  readonly rows: readonly string[];
  /** Names of the columns, from left to right. */
  readonly columns: readonly string[];
  /** `[row][column]`; `null` where there is no value. */
  readonly values: readonly (readonly (number | null)[])[];
  /** What a cell shows, with its unit. */
  readonly valueLabel: string;
  /** How values become shades: `log` for ratios, which must lie above 0; `linear` where left out. */
  readonly scale?: "linear" | "log";
  /** Ends of the shades, lightest first; the smallest and the largest value where left out. */
  readonly domain?: readonly [number, number];
  /** Decimals in cells and table; three significant digits where left out. */
  readonly digits?: number;
}

const CELL_HEIGHT = 24;
/** Share of black in the darkest cell. */
const DARKEST = 0.86;
/** Share of black above which text is white. */
const WHITE_TEXT_FROM = 0.5;

/**
 * A matrix of cells, darker where the value is larger, each with its number: readable without any colour. Cells without
 * a value are crossed out.
 *
 * @throws {ChartsError} `EMPTY_CHART` without a value, `LENGTH_MISMATCH` where values do not fit rows and columns,
 *   `NOT_FINITE`, `NOT_POSITIVE` for a value that is not above 0 on a log scale.
 *
 * @example
 * ```ts
 * const size = { rows: ["head"], columns: ["60", "600"], values: [[9, 2.4]] };
 * const { svg } = heatMap({ title: "Ratio", description: "It falls.", valueLabel: "ratio", scale: "log", ...size });
 * ```
 */
export function heatMap(options: HeatMapOptions): Chart {
  checkCells(options);
  const { rows, columns, values } = options;
  const width = chartWidth(options);
  const left = Math.min(width * 0.36, Math.max(...rows.map(textWidth))) + 12;
  const cell = (width - left) / columns.length;
  const slanted = Math.max(...columns.map(textWidth)) > cell - 6;
  const top = slanted ? Math.min(140, Math.max(...columns.map(textWidth)) * 0.71 + 16) : FONT_SIZE + 12;
  const shade = shader(options);
  const body = [
    ...columns.map((name, i) => columnName(name, left + (i + 0.5) * cell, top, slanted)),
    ...rows.flatMap((name, r) => [
      svgText(0, top + r * CELL_HEIGHT + 16, fitText(name, left - 12)),
      ...values[r]!.map((value, c) =>
        drawCell(value, { x: left + c * cell, y: top + r * CELL_HEIGHT, width: cell }, shade, options.digits),
      ),
    ]),
  ];
  const bottom = top + rows.length * CELL_HEIGHT;
  body.push(...shadeKey(options, left, bottom + 12, width));
  return { svg: svgDocument(options, bottom + 48, body), table: cellTable(options) };
}

function columnName(name: string, x: number, top: number, slanted: boolean): string {
  if (!slanted) return svgText(x, top - 8, name, 'text-anchor="middle"');
  return `<g transform="translate(${px(x)} ${px(top - 6)}) rotate(-45)">${svgText(0, 0, fitText(name, 180))}</g>`;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function drawCell(
  value: number | null,
  { x, y, width }: Box,
  shade: (value: number) => number,
  digits: number | undefined,
): string {
  const size = `x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${CELL_HEIGHT}" stroke="#888" stroke-width="0.5"`;
  if (value === null) {
    const cross = `<path d="M${px(x)} ${px(y)}l${px(width)} ${CELL_HEIGHT}" stroke="#888"/>`;
    return `<rect ${size} fill="none"/>${cross}`;
  }
  const dark = shade(value);
  const text = formatNumber(value, digits === undefined ? {} : { digits });
  const shown = textWidth(text) <= width - 4 ? text : fitText(formatNumber(value, { digits: 0 }), width);
  const fill = `fill="${dark > WHITE_TEXT_FROM ? "#fff" : "#000"}" text-anchor="middle"`;
  return `<rect ${size} fill="${gray(dark)}"/>${svgText(x + width / 2, y + 16, shown, fill)}`;
}

function gray(dark: number): string {
  const level = Math.round(255 * (1 - dark))
    .toString(16)
    .padStart(2, "0");
  return `#${level}${level}${level}`;
}

function ends({ values, domain }: HeatMapOptions): readonly [number, number] {
  if (domain !== undefined) return domain;
  const known = values.flat().filter((value) => value !== null);
  return [
    known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  ];
}

function shader(options: HeatMapOptions): (value: number) => number {
  const place = options.scale === "log" ? Math.log : (value: number) => value;
  const [low, high] = ends(options).map(place) as [number, number];
  return (value) =>
    high > low ? DARKEST * Math.min(1, Math.max(0, (place(value) - low) / (high - low))) : DARKEST / 2;
}

/** Five shades with the value of each end. */
function shadeKey(options: HeatMapOptions, left: number, top: number, width: number): string[] {
  const [low, high] = ends(options);
  const steps = 5;
  const boxes = Array.from({ length: steps }, (_, i) => {
    const fill = gray((DARKEST * i) / (steps - 1));
    return `<rect x="${px(left + i * 22)}" y="${px(top)}" width="22" height="12" fill="${fill}" stroke="#888" stroke-width="0.5"/>`;
  });
  const text = `${formatNumber(low)} to ${formatNumber(high)}, ${options.valueLabel}`;
  return [...boxes, svgText(left + steps * 22 + 8, top + 10, fitText(text, width - left - steps * 22 - 8))];
}

function checkCells({ rows, columns, values, title, scale = "linear", domain }: HeatMapOptions): void {
  const given = values.map(({ length }) => length);
  if (values.length !== rows.length || given.some((length) => length !== columns.length))
    throw new ChartsError("LENGTH_MISMATCH", {
      message: `heat map "${title}" has ${values.length} rows of ${[...new Set(given)].join(" or ")} values, but ${rows.length} row and ${columns.length} column names; give a value or null for each cell`,
      context: { rows: rows.length, columns: columns.length, given },
    });
  const known = values.flatMap((row, r) =>
    row.flatMap((value, c) =>
      value === null ? [] : [{ value, where: `cell "${rows[r]}", "${columns[c]}"` }],
    ),
  );
  for (const { value, where } of known) assertDrawable(value, where, scale);
  for (const end of domain ?? []) assertDrawable(end, "an end of the shades", scale);
  assertNotEmpty(known.length, title);
}

function cellTable({ title, rows, columns, values, digits }: HeatMapOptions): ChartTable {
  const numeric = columns.map((label) => ({
    label,
    numeric: true,
    ...(digits === undefined ? {} : { digits }),
  }));
  return {
    caption: title,
    columns: [{ label: "row" }, ...numeric],
    rows: rows.map((name, r) => [name, ...values[r]!]),
  };
}
