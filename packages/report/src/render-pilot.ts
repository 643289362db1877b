import { escapeHtml } from "@undercoat/charts";
import { capitalised, list, type Section, subheading } from "./internal/html.ts";
import { renderPage } from "./internal/page.ts";
import { choiceRules, panelsSection } from "./internal/panels.ts";
import { auditSection, gainSection, labelsSection } from "./internal/pilot-sections.ts";
import { inputsSection, recordSection } from "./internal/record.ts";
import { driversSection } from "./internal/roi-drivers.ts";
import { moneySection } from "./internal/roi-money.ts";
import { ROI_STYLE } from "./internal/roi-style.ts";
import { assumptionsSection, figuresSection } from "./internal/roi-tables.ts";
import type { PilotData } from "./pilot-data.ts";

/**
 * A pilot as one HTML file for people who do not code: the answer, pictures, how many clean labels it takes, how noisy
 * the labels are, money, licences, and how to repeat it. No script, nothing loaded from anywhere. A stage that is
 * missing is named. Equal data give equal text.
 *
 * @remarks Runs in Node.js only, because pictures are compressed with `node:zlib`.
 * @throws {ReportError} `IMAGE_SIZE`, `NOT_A_PNG` or `CLASS_OUTSIDE_SCHEME` for a picture that is none.
 * @throws {ChartsError} `NOT_FINITE` for numbers that are not finite.
 *
 * @example
 * ```ts
 * const html = renderPilot(data);
 * ```
 */
export function renderPilot(data: PilotData): string {
  const pictures = { panels: data.panels, scheme: data.scheme };
  return renderPage({
    title: data.title,
    generatedBy: data.generatedBy,
    sections: [
      answerSection(data),
      panelsSection(pictures),
      gainSection(data),
      labelsSection(data),
      ...(data.roi === null
        ? []
        : [moneySection, driversSection, figuresSection, assumptionsSection].map((section) =>
            section(data.roi!),
          )),
      auditSection(data),
      inputsSection(data),
      commandsSection(data),
      recordSection(data),
    ],
    style: `${choiceRules(pictures)}\n${ROI_STYLE}`,
  });
}

function answerSection({ verdict, answer, cautions, labels, curves, roi, audit }: PilotData): Section {
  const missing = [
    ...(labels === null ? ["the check of the labels"] : []),
    ...(curves.length === 0 ? ["the study"] : []),
    ...(roi === null ? ["the money"] : []),
    ...(audit === null ? ["the audit"] : []),
  ];
  const gaps =
    missing.length === 0
      ? []
      : [`This pilot is not finished: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing.`];
  const notes = `<div class="cautions" role="note">\n${subheading("How to read the numbers")}\n${list(cautions)}\n</div>`;
  return {
    id: "findings",
    heading: "Is it worth it?",
    body: [
      `<p class="verdict">${capitalised(verdict ?? "not known yet")}.</p>`,
      list([...gaps, ...answer]),
      cautions.length > 0 ? notes : "",
    ],
  };
}

function commandsSection({ commands }: PilotData): Section {
  const body = commands.map((line) => `<pre><code>${escapeHtml(line)}</code></pre>`);
  return { id: "commands", heading: "Commands that repeat it", body };
}
