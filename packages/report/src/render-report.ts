import { escapeHtml } from "@undercoat/charts";
import { comparisonsSection } from "./internal/comparisons.ts";
import { curvesSection } from "./internal/curves.ts";
import { findingsSection } from "./internal/findings.ts";
import { renderSection, type Section } from "./internal/html.ts";
import { layersSection } from "./internal/layers.ts";
import { choiceRules, panelsSection } from "./internal/panels.ts";
import { inputsSection, recordSection } from "./internal/record.ts";
import { scoresSection } from "./internal/scores.ts";
import { PRINT_STYLE, STYLE } from "./internal/style.ts";
import type { ReportData } from "./report-data.ts";

const SECTIONS: readonly ((data: ReportData) => Section)[] = [
  findingsSection,
  scoresSection,
  comparisonsSection,
  panelsSection,
  layersSection,
  curvesSection,
  inputsSection,
  recordSection,
];

const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The whole report as one HTML file: no script, nothing loaded from anywhere, and a content
 * security policy that forbids it. A part without data is left out. Equal data give equal text.
 *
 * @remarks Runs in Node.js only, because pictures are compressed with `node:zlib`.
 * @throws {ReportError} `IMAGE_SIZE`, `NOT_A_PNG` or `CLASS_OUTSIDE_SCHEME` for a picture that is
 *   none, `LENGTH_MISMATCH` if a curve has not one loss per step.
 *
 * @example
 * ```ts
 * const html = renderReport(data);
 * await writeFileAtomic("run/report.html", html);
 * ```
 */
export function renderReport(data: ReportData): string {
  const sections = SECTIONS.map((section) => section(data)).filter(({ body }) => body.length > 0);
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8" />',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}" />`,
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    `<title>${escapeHtml(data.title)}</title>`,
    `<style>${STYLE}\n${choiceRules(data)}\n${PRINT_STYLE}</style>`,
    "</head>",
    "<body>",
    '<a class="skip" href="#findings">Skip to the findings</a>',
    renderHeader(data, sections),
    "<main>",
    ...sections.map(renderSection),
    "</main>",
    `<footer><p>Written by ${escapeHtml(data.generatedBy)}. This file loads nothing from a network.</p></footer>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function renderHeader({ title, generatedBy }: ReportData, sections: readonly Section[]): string {
  const links = sections.map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(heading)}</a></li>`);
  return [
    "<header>",
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="quiet">${escapeHtml(generatedBy)}</p>`,
    `<nav aria-label="Contents"><ul>${links.join("")}</ul></nav>`,
    "</header>",
  ].join("\n");
}
