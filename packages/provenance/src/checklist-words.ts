import type { Audit, AuditFinding } from "./audit.ts";
import { findLicence, type LicenceFinding } from "./find-licence.ts";
import type { LicenceFacts } from "./licences-table.ts";
import type { Outcome } from "./rules-table.ts";
import type { SourceRecord } from "./source-record.ts";

/** A sign for every outcome, beside its word. */
export const OUTCOME_SIGNS: Readonly<Record<Outcome, string>> = {
  fine: "✓",
  "to do": "○",
  conflict: "✗",
  "ask a lawyer": "?",
};

const ORDER: readonly Outcome[] = ["conflict", "ask a lawyer", "to do"];

/** What stands at the end of every checklist. */
export const DISCLAIMER =
  "This list compares what was recorded with rules. It is no legal advice, and a point that is fine is not thereby legal: it only raised no question here.";

/** Open findings by weight, accepted ones, and those that are fine. */
export function sorted({ findings }: Audit): {
  readonly open: readonly AuditFinding[];
  readonly accepted: readonly AuditFinding[];
  readonly fine: readonly AuditFinding[];
} {
  return {
    open: ORDER.flatMap((outcome) => findings.filter((each) => each.isOpen && each.outcome === outcome)),
    accepted: findings.filter(({ isOpen, outcome }) => !isOpen && outcome !== "fine"),
    fine: findings.filter(({ outcome }) => outcome === "fine"),
  };
}

/** The answer in one sentence. */
export function answer(audit: Audit): string {
  const { open, accepted } = sorted(audit);
  const counts = ORDER.flatMap((outcome) => {
    const count = open.filter((each) => each.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  const taken = accepted.length === 0 ? "" : ` ${accepted.length} accepted by somebody, with a reason.`;
  return open.length === 0
    ? `No point is open.${taken}`
    : `${open.length} ${open.length === 1 ? "point is" : "points are"} open: ${counts.join(", ")}.${taken}`;
}

/** The intended use in words. */
export function useText({ use: { commercial, publish } }: Audit): string {
  const trade =
    commercial === null
      ? "whether it is commercial is not decided"
      : commercial
        ? "commercial"
        : "not commercial";
  const shared =
    publish === null
      ? "what is given away is not decided"
      : publish.length === 0
        ? "nothing is given away"
        : `given away: ${publish.join(", ")}`;
  return `Intended use: ${trade}; ${shared}.`;
}

/** Reasons for which a finding was accepted, in words. */
export function acceptanceLines({ accepted }: AuditFinding): string[] {
  return accepted.map(
    ({ source, reason, date }) =>
      `accepted on ${date}${source === undefined ? "" : ` for ${source}`}: ${reason}`,
  );
}

/** What is recorded of a source: term and words. */
export function sourceLines(source: SourceRecord): (readonly [string, string])[] {
  const none = "not recorded";
  const distinct = (values: readonly string[]) => [...new Set(values)].join(", ") || none;
  const pixels = source.files.flatMap(({ pixelMetres }) => (pixelMetres === null ? [] : [pixelMetres]));
  const [least, most] = [Math.min(...pixels), Math.max(...pixels)].map((metres) => metres.toPrecision(3));
  return [
    ["From", source.source ?? none],
    ["Licence", source.licence === null ? none : `${source.licence} (${source.licenceBasis})`],
    ...(source.licenceNote === null ? [] : [["Licence note", source.licenceNote] as const]),
    ["Attribution", source.attribution ?? none],
    ["Date", source.date ?? none],
    ...(source.role === "labels" ? [["Labels", source.method ?? none] as const] : []),
    ...(source.tracedFrom === null ? [] : [["Drawn from", source.tracedFrom] as const]),
    ...(source.derivedFrom.length === 0 ? [] : [["Made from", source.derivedFrom.join(", ")] as const]),
    ...(source.transformations.length === 0
      ? []
      : [["Changed by", source.transformations.join("; ")] as const]),
    ["CRS", distinct(source.files.map(({ crs }) => crs ?? "unknown"))],
    [
      "Pixel",
      pixels.length === 0
        ? none
        : least === most
          ? `${least} m on the ground`
          : `${least} to ${most} m on the ground`,
    ],
    ["Files", String(source.files.length)],
  ];
}

/** Facts of every licence that was met and read. */
export function licencesMet({ sources }: Audit): LicenceFacts[] {
  return [
    ...new Set(sources.flatMap(({ licence }) => (licence === null ? [] : factsMet(findLicence(licence))))),
  ];
}

/** Those of a choice too: whoever chooses reads both. */
function factsMet(found: LicenceFinding): readonly LicenceFacts[] {
  if (found.kind === "known") return [found.facts];
  return found.kind === "expression" ? found.parts.flatMap(factsMet) : [];
}
