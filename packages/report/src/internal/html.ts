import { type Chart, type ChartTable, escapeHtml, formatNumber, renderTable } from "@undercoat/charts";
import type { Estimate, ReportMetric } from "../report-data.ts";

/** One `<section>` of the report; without a body it is left out. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: readonly string[];
}

/** The section as HTML, labelled by its heading. */
export function renderSection({ id, heading, body }: Section): string {
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${escapeHtml(heading)}</h2>\n${body.join("\n")}\n</section>`;
}

/** A paragraph. */
export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

/** A third-level heading. */
export function subheading(text: string): string {
  return `<h3>${escapeHtml(text)}</h3>`;
}

/** A bullet list, or nothing. */
export function list(items: readonly string[]): string {
  if (items.length === 0) return "";
  return `<ul>\n${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("\n")}\n</ul>`;
}

/** Terms and what they mean, or nothing. */
export function definitions(items: readonly (readonly [string, string])[]): string {
  if (items.length === 0) return "";
  const entries = items.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`);
  return `<dl>\n${entries.join("\n")}\n</dl>`;
}

/** A table that scrolls sideways by itself, reachable by keyboard; `loose` ones break long values anywhere. */
export function scrollTable(table: ChartTable, width: "tight" | "loose" = "tight"): string {
  const label = escapeHtml(table.caption);
  return `<div class="scroll ${width}" role="region" aria-label="${label}" tabindex="0">\n${renderTable(table)}\n</div>`;
}

/** A part that opens on demand. */
export function details(summary: string, body: readonly string[], open = false): string {
  const attribute = open ? ' open=""' : "";
  return `<details${attribute}>\n<summary>${escapeHtml(summary)}</summary>\n${body.join("\n")}\n</details>`;
}

const WIDE = 720;
const NARROW = 340;
const SHORT_TABLE = 12;

/** A chart drawn for wide and for narrow windows (one is shown), and its table below. */
export function chartFigure(
  id: string,
  draw: (size: { id: string; width: number }) => Chart,
  table?: ChartTable,
): string {
  const wide = draw({ id: `${id}-wide`, width: WIDE });
  const narrow = draw({ id: `${id}-narrow`, width: NARROW });
  const numbers = table ?? wide.table;
  return [
    '<figure class="chart-figure">',
    `<figcaption>${escapeHtml(wide.table.caption)}</figcaption>`,
    `<div class="wide">${wide.svg}</div>`,
    `<div class="narrow">${narrow.svg}</div>`,
    details("The numbers of this chart", [scrollTable(numbers)], numbers.rows.length <= SHORT_TABLE),
    "</figure>",
  ].join("\n");
}

/** A fraction in points with one decimal. */
export function points(fraction: number, signed = false): string {
  return formatNumber(fraction * 100, { digits: 1, signed });
}

/** E.g. `"41.8 ± 2.1"`, in points; without the spread where one seed gives none. */
export function estimateText(estimate: Estimate | null): string | null {
  if (estimate === null || !Number.isFinite(estimate.mean)) return null;
  const { mean, standardError } = estimate;
  if (standardError === null || !Number.isFinite(standardError)) return points(mean);
  return `${points(mean)} ± ${points(standardError)}`;
}

/** Order in which metrics are shown: the steady ones first. */
export const METRICS: readonly ReportMetric[] = ["averagePrecision", "bestIou", "iou"];

/** Names of the metrics as people read them. */
export const METRIC_NAMES: Readonly<Record<ReportMetric, string>> = {
  averagePrecision: "average precision",
  bestIou: "IoU at the best threshold",
  iou: "IoU",
};

/** The text with a capital letter at its start, as headings have. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Distinct values in the order of their first appearance. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
