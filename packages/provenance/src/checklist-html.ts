import { escapeHtml } from "@undercoat/charts";
import type { Audit, AuditFinding } from "./audit.ts";
import {
  acceptanceLines,
  answer,
  DISCLAIMER,
  licencesMet,
  OUTCOME_SIGNS,
  sorted,
  sourceLines,
  useText,
} from "./checklist-words.ts";
import { CHECKLIST_STYLE } from "./internal/checklist-style.ts";
import type { SourceRecord } from "./source-record.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** What stands on a checklist beside the audit. */
export interface ChecklistOptions {
  /** Such as `undercoat 0.1.0`. */
  readonly generatedBy: string;
  /** Day on which it is written, `2026-11-27`. */
  readonly date: string;
}

/**
 * The audit as one HTML file to read, print and sign: no script, nothing loaded, every text escaped, readable by
 * keyboard and screen reader, in light, dark and on paper.
 */
export function checklistHtml(audit: Audit, { generatedBy, date }: ChecklistOptions): string {
  const { open, accepted, fine } = sorted(audit);
  const title = `Data audit: ${audit.name}`;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8" />',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}" />`,
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${CHECKLIST_STYLE}</style>`,
    "</head>",
    "<body>",
    '<a class="skip" href="#points">Skip to the points</a>',
    "<header>",
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="quiet">${escapeHtml(`${date} · ${generatedBy}`)}</p>`,
    "</header>",
    "<main>",
    `<p class="answer"><strong>${escapeHtml(answer(audit))}</strong></p>`,
    `<p>${escapeHtml(useText(audit))}</p>`,
    `<p class="quiet">${escapeHtml(DISCLAIMER)}</p>`,
    section("points", "Open points", open.map(openPoint), "None."),
    ...(accepted.length === 0 ? [] : [section("accepted", "Accepted points", accepted.map(closedPoint), "")]),
    section("fine", "Points that raised no question", fine.map(closedPoint), "None."),
    section("sources", "Sources", audit.sources.map(sourceBlock), "None."),
    section("licences", "What the licences ask for", [licenceList(audit)], "None was read."),
    "</main>",
    `<footer><p>Written by ${escapeHtml(generatedBy)}. This file loads nothing from a network.</p></footer>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function section(id: string, heading: string, blocks: readonly string[], otherwise: string): string {
  const body = blocks.filter((block) => block !== "");
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${escapeHtml(heading)}</h2>`,
    ...(body.length === 0 ? [`<p>${escapeHtml(otherwise)}</p>`] : body),
    "</section>",
  ].join("\n");
}

function openPoint(finding: AuditFinding): string {
  return point(finding, [
    definitions([
      ["Why", finding.why],
      ["Who answers", finding.who],
      ["Question", finding.question],
      ...acceptanceLines(finding).map((line) => ["In part", line] as const),
      ["Rule", finding.rule],
    ]),
    '<p class="sign"><span>Answer</span><span>Name and signature</span><span>Date</span></p>',
  ]);
}

function closedPoint(finding: AuditFinding): string {
  const lines = acceptanceLines(finding).map((line) => `<p><strong>${escapeHtml(line)}</strong></p>`);
  return point(finding, lines);
}

function point(finding: AuditFinding, rest: readonly string[]): string {
  const { outcome, title, details } = finding;
  return [
    `<article class="point ${outcome.replaceAll(" ", "-")}">`,
    `<p class="outcome"><span aria-hidden="true">${OUTCOME_SIGNS[outcome]}</span> ${escapeHtml(outcome)}</p>`,
    `<h3>${escapeHtml(title)}</h3>`,
    bullets(details),
    ...rest,
    "</article>",
  ].join("\n");
}

function sourceBlock(source: SourceRecord): string {
  const rows = source.files.map(
    ({ file, sha256, crs }) =>
      `<tr><th scope="row">${escapeHtml(file)}</th><td>${escapeHtml(crs ?? "unknown")}</td><td class="hash">${escapeHtml(sha256 ?? "not there")}</td></tr>`,
  );
  const caption = `Files of ${source.name}`;
  return [
    '<article class="point source">',
    `<h3>${escapeHtml(source.name)}</h3>`,
    definitions(sourceLines(source)),
    "<details>",
    `<summary>${escapeHtml(caption)}</summary>`,
    `<div class="scroll" role="region" aria-label="${escapeHtml(caption)}" tabindex="0">`,
    `<table><caption>${escapeHtml(caption)}</caption><thead><tr><th scope="col">File</th><th scope="col">CRS</th><th scope="col">SHA-256</th></tr></thead><tbody>`,
    ...rows,
    "</tbody></table></div>",
    "</details>",
    "</article>",
  ].join("\n");
}

function licenceList(audit: Audit): string {
  return licencesMet(audit)
    .map(
      ({ id, name, facts }) =>
        `<h3>${escapeHtml(`${name} (${id})`)}</h3>\n${bullets(facts.map(({ fact, where }) => `${fact} ${where}`))}`,
    )
    .join("\n");
}

function bullets(items: readonly string[]): string {
  return `<ul>\n${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("\n")}\n</ul>`;
}

function definitions(items: readonly (readonly [string, string])[]): string {
  return `<dl>\n${items.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`).join("\n")}\n</dl>`;
}
