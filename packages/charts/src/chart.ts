/** One column of a {@link ChartTable}. */
export interface TableColumn {
  readonly label: string;
  /** Right-aligned with equal-width digits. */
  readonly numeric?: boolean;
  /** Decimals of numbers in this column; three significant digits where left out. */
  readonly digits?: number;
}

/** Text is shown as it is, a number formatted, `null` as "n/a". */
export type TableCell = string | number | null;

/** The numbers behind a chart; the first column heads its row. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** A chart as SVG text, and the same numbers as a table. */
export interface Chart {
  readonly svg: string;
  readonly table: ChartTable;
}

/** What every chart takes. */
export interface ChartOptions {
  /** Name of the chart; becomes `<title>` and the table's caption. */
  readonly title: string;
  /** What a reader who cannot see the chart should know; becomes `<desc>`. */
  readonly description: string;
  /** Prefix of the element ids, unique in the page; made from the title where left out. */
  readonly id?: string;
  /** Width in CSS pixels, at least 280; 720 where left out. The text keeps its size at every width. */
  readonly width?: number;
}
