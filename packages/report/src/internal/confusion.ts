import { escapeHtml, formatNumber } from "@undercoat/charts";
import { ReportError } from "../errors.ts";
import type { EvaluationData } from "../evaluation-data.ts";
import { paragraph, type Section } from "./html.ts";

/** Strength of a cell's colour at 100 %, in per cent of the page's colour. */
const STRONGEST = 45;

/** The confusion matrix, each cell with its pixels and its share of the row. */
export function confusionSection({ confusion, scheme }: EvaluationData): Section {
  const { classes } = scheme;
  assertSquare(confusion, classes.length);
  const head = [
    '<tr><th scope="col">labels ↓ predicted →</th>',
    ...classes.map(({ name }) => `<th scope="col">${escapeHtml(name)}</th>`),
    '<th scope="col">pixels</th></tr>',
  ];
  const rows = confusion.map((row, index) => rowOf(row, index, classes[index]?.name ?? ""));
  return {
    id: "confusion",
    heading: "Confusion matrix",
    body: [
      paragraph(
        "A row holds the pixels of one class in the labels, and says what the map made of them: pixels, and their share of the row. The framed diagonal is right.",
      ),
      '<div class="scroll" role="region" aria-label="Confusion matrix" tabindex="0">',
      `<table class="confusion"><caption><span>Pixels by class</span></caption><thead>${head.join("")}</thead>`,
      `<tbody>${rows.join("\n")}</tbody></table>`,
      "</div>",
    ],
  };
}

function rowOf(row: readonly number[], index: number, name: string): string {
  const total = row.reduce((sum, count) => sum + count, 0);
  const cells = row.map((count, column) => {
    const share = total === 0 ? 0 : count / total;
    const color = column === index ? "var(--link)" : "var(--mark)";
    const strength = (STRONGEST * share).toFixed(1);
    const style = `background:color-mix(in srgb,${color} ${strength}%,transparent)`;
    const text = total === 0 ? "" : `<small>${formatNumber(100 * share, { digits: 1 })} %</small>`;
    return `<td${column === index ? ' class="right"' : ""} style="${style}">${grouped(count)}${text}</td>`;
  });
  return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.join("")}<td>${grouped(total)}</td></tr>`;
}

/** Digits in groups of three, by thin spaces. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, "\u202f");
}

function assertSquare(confusion: EvaluationData["confusion"], classes: number): void {
  if (confusion.length === classes && confusion.every((row) => row.length === classes)) return;
  throw new ReportError("LENGTH_MISMATCH", {
    message: `confusion matrix has ${confusion.length} rows of ${confusion.map((row) => row.length).join(", ")} columns, but there are ${classes} classes; give one row and one column per class`,
    context: { rows: confusion.length, classes },
  });
}
