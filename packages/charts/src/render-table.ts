import type { ChartTable, TableCell, TableColumn } from "./chart.ts";
import { escapeHtml } from "./escape-html.ts";
import { formatNumber } from "./format-number.ts";

/**
 * A {@link ChartTable} as an HTML table with a caption, and `scope` on every heading.
 * Numeric cells carry the class `number`; all text is escaped.
 *
 * @example
 * ```ts
 * renderTable({ caption: "IoU", columns: [{ label: "arm" }, { label: "IoU", numeric: true }], rows: [["random", 0.31]] });
 * ```
 */
export function renderTable(table: ChartTable): string {
  const head = table.columns.map(
    (column) => `<th scope="col"${classOf(column)}>${escapeHtml(column.label)}</th>`,
  );
  const body = table.rows.map((row) => `<tr>${renderCells(row, table.columns)}</tr>`);
  return [
    "<table>",
    `<caption><span>${escapeHtml(table.caption)}</span></caption>`,
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody>`,
    "</table>",
  ].join("\n");
}

function renderCells(row: readonly TableCell[], columns: readonly TableColumn[]): string {
  return columns
    .map((column, index) => {
      const text = escapeHtml(cellText(row[index] ?? null, column));
      const tag = index === 0 ? "th" : "td";
      return `<${tag}${index === 0 ? ' scope="row"' : ""}${classOf(column)}>${text}</${tag}>`;
    })
    .join("");
}

function classOf(column: TableColumn): string {
  return column.numeric ? ' class="number"' : "";
}

function cellText(cell: TableCell, column: TableColumn): string {
  if (cell === null) return "n/a";
  if (typeof cell === "string") return cell;
  return formatNumber(cell, column.digits === undefined ? {} : { digits: column.digits });
}
