import { type AuditFinding, OUTCOME_SIGNS, type Outcome } from "@undercoat/provenance";
import type { DataAudit } from "./audit-data.ts";

const ORDER: readonly Outcome[] = ["conflict", "ask a lawyer", "to do"];

/** An audit for a terminal: the open points by weight, who answers them, and what raised no question. */
export function auditText({ kind, audit }: DataAudit): string {
  const { findings, open, sources, unneeded } = audit;
  const files = sources.reduce((sum, source) => sum + source.files.length, 0);
  const accepted = findings.filter(({ isOpen, outcome }) => !isOpen && outcome !== "fine");
  const fine = findings.filter(({ outcome }) => outcome === "fine").map(({ rule }) => rule);
  return [
    `${audit.name} (${kind}): ${sources.length} sources, ${files} files; ${open === 0 ? "no point is open" : `${open} ${open === 1 ? "point is" : "points are"} open`}`,
    ...ORDER.flatMap((outcome) =>
      findings.filter((each) => each.isOpen && each.outcome === outcome).map(openPoint),
    ),
    ...accepted.flatMap(({ rule, accepted: reasons }) =>
      reasons.map(({ reason, date, source }) =>
        indented(`accepted  ${rule}${source === undefined ? "" : `, ${source}`}: ${reason} (${date})`),
      ),
    ),
    ...(fine.length === 0 ? [] : [`\nno question raised by: ${fine.join(", ")}`]),
    ...unneeded.map(
      ({ rule, source }) => `accepted without need: ${rule}${source === undefined ? "" : `, ${source}`}`,
    ),
    "This compares what was recorded with rules; it is no legal advice, and nothing here says that a use is legal.",
  ].join("\n");
}

function openPoint({ outcome, rule, title, details, who, question }: AuditFinding): string {
  return [
    "",
    `${OUTCOME_SIGNS[outcome]} ${outcome}: ${title} [${rule}]`,
    ...details.map(indented),
    indented(`→ ${who}: ${question}`),
  ].join("\n");
}

function indented(text: string): string {
  return `  ${text}`;
}
