import { definitions, details, list, type Section, scrollTable, subheading } from "./internal/html.ts";
import { renderPage } from "./internal/page.ts";
import { curveSection, mapSection } from "./internal/study-maps.ts";
import type { StudyData } from "./study-data.ts";

/**
 * A grid of runs as one HTML file: the answer first, then heat maps and small charts of the gain by kind of noise and
 * rate, learning curves, and the table. No script, nothing loaded from anywhere. Equal data give equal text.
 *
 * @throws {ChartsError} `NOT_FINITE` for a number that is NaN or infinite; give null instead.
 *
 * @example
 * ```ts
 * const html = renderStudy(data);
 * ```
 */
export function renderStudy(data: StudyData): string {
  return renderPage({
    title: `Study: ${data.name}`,
    generatedBy: data.generatedBy,
    sections: [answer(data), mapSection(data), curveSection(data), tableSection(data)],
    style: "",
  });
}

function answer({ findings, cautions, comparisons }: StudyData): Section {
  const notes = `<div class="cautions" role="note">\n${subheading("How to read the numbers")}\n${list(cautions)}\n</div>`;
  const each = comparisons.length === 0 ? [] : [details("Every comparison in words", [list(comparisons)])];
  return { id: "findings", heading: "What came out", body: [list(findings), notes, ...each] };
}

const OPEN_ROWS = 30;

function tableSection({ columns, rows, name, engine, seeds, score }: StudyData): Section {
  const table = {
    caption: `Mean over seeds of ${score} in points, for every point and arm`,
    columns: columns.map((label, at) =>
      typeof rows[0]?.[at] === "number" ? { label, numeric: true } : { label },
    ),
    rows,
  };
  const record = [
    ["Study", name],
    ["Seeds", seeds.join(", ")],
    ["Engine", engine],
  ] as const;
  return {
    id: "table",
    heading: "All numbers",
    body: [
      details("The table", [scrollTable(table)], rows.length <= OPEN_ROWS),
      subheading("Record"),
      definitions(record),
    ],
  };
}
