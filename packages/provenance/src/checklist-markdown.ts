import type { Audit, AuditFinding } from "./audit.ts";
import type { ChecklistOptions } from "./checklist-html.ts";
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
import { escapeMarkdown, markdownList, markdownTable } from "./internal/markdown.ts";

/** The audit as Markdown to read and sign: the same points as the HTML, every text escaped. */
export function checklistMarkdown(audit: Audit, { generatedBy, date }: ChecklistOptions): string {
  const { open, accepted, fine } = sorted(audit);
  return [
    `# ${escapeMarkdown(`Data audit: ${audit.name}`)}`,
    escapeMarkdown(`${date} · ${generatedBy}`),
    `**${escapeMarkdown(answer(audit))}** ${escapeMarkdown(useText(audit))}`,
    escapeMarkdown(DISCLAIMER),
    "## Open points",
    ...(open.length === 0 ? ["None."] : open.map(openPoint)),
    ...(accepted.length === 0 ? [] : ["## Accepted points", ...accepted.map(closedPoint)]),
    "## Points that raised no question",
    ...(fine.length === 0 ? ["None."] : fine.map(closedPoint)),
    "## Sources",
    ...audit.sources.flatMap((source) => [
      `### ${escapeMarkdown(source.name)}`,
      markdownTable(["what", "recorded"], sourceLines(source)),
      markdownTable(
        ["file", "SHA-256"],
        source.files.map(({ file, sha256 }) => [file, sha256 ?? "not there"]),
      ),
    ]),
    "## What the licences ask for",
    ...licencesMet(audit).flatMap(({ id, name, facts }) => [
      `### ${escapeMarkdown(`${name} (${id})`)}`,
      markdownList(
        facts.map(({ fact, where }) => `${fact} ${where}`),
        "",
      ),
    ]),
    "",
  ].join("\n\n");
}

function openPoint(finding: AuditFinding): string {
  return [
    heading(finding, "[ ]"),
    markdownList(finding.details, ""),
    `Why: ${escapeMarkdown(finding.why)}`,
    `**${escapeMarkdown(finding.who)}** answers: ${escapeMarkdown(finding.question)}`,
    ...acceptanceLines(finding).map(escapeMarkdown),
    "Answer: ____________________ Name and signature: ____________________ Date: __________",
  ].join("\n\n");
}

function closedPoint(finding: AuditFinding): string {
  const lines = acceptanceLines(finding).map((line) => `**${escapeMarkdown(line)}**`);
  return [heading(finding, "[x]"), markdownList(finding.details, ""), ...lines].join("\n\n");
}

function heading({ outcome, title, rule }: AuditFinding, box: string): string {
  return `### ${escapeMarkdown(box)} ${OUTCOME_SIGNS[outcome]} ${outcome}: ${escapeMarkdown(title)} (\`${rule}\`)`;
}
