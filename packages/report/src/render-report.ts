import { comparisonsSection } from "./internal/comparisons.ts";
import { curvesSection } from "./internal/curves.ts";
import { findingsSection } from "./internal/findings.ts";
import type { Section } from "./internal/html.ts";
import { layersSection } from "./internal/layers.ts";
import { renderPage } from "./internal/page.ts";
import { choiceRules, panelsSection } from "./internal/panels.ts";
import { inputsSection, recordSection } from "./internal/record.ts";
import { scoresSection } from "./internal/scores.ts";
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
  return renderPage({
    title: data.title,
    generatedBy: data.generatedBy,
    sections: SECTIONS.map((section) => section(data)),
    style: choiceRules(data),
  });
}
