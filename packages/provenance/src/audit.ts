import type { Acceptance, IntendedUse } from "./data-description.ts";
import { ProvenanceError } from "./errors.ts";
import type { Finding, Rule } from "./finding.ts";
import {
  changesOften,
  fineResolution,
  inputChanged,
  labelsOlder,
  mixedCrs,
  mixedEpoch,
} from "./rules/data-rules.ts";
import { imageryTerms, machineMadeLabels, openPoints } from "./rules/label-rules.ts";
import { attributionOwed, licenceUnclear, noLicence, unknownLicence } from "./rules/licence-rules.ts";
import {
  licencesCollide,
  noDerivatives,
  nonCommercial,
  odblDerivative,
  shareAlike,
} from "./rules/sharing-rules.ts";
import { RULES, type RuleFacts, type RuleId } from "./rules-table.ts";
import type { SourceRecord } from "./source-record.ts";

/** What an audit looks at. */
export interface AuditInput {
  readonly name: string;
  readonly sources: readonly SourceRecord[];
  readonly use: IntendedUse;
  /** Points that somebody took on their own account. */
  readonly accepted: readonly Acceptance[];
}

/** A finding, with the rule in words and whether it still asks for something. */
export interface AuditFinding extends Finding {
  readonly title: string;
  readonly why: string;
  readonly who: string;
  readonly question: string;
  /** Acceptances that cover it. */
  readonly accepted: readonly Acceptance[];
  readonly isOpen: boolean;
}

/** What was found, rule by rule. It says nowhere that something is legal. */
export interface Audit {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly use: IntendedUse;
  readonly sources: readonly SourceRecord[];
  readonly findings: readonly AuditFinding[];
  /** Findings that still ask for something. */
  readonly open: number;
  /** Acceptances that no open finding needed. */
  readonly unneeded: readonly Acceptance[];
}

const JUDGES: Readonly<Record<RuleId, Rule>> = {
  "input-changed": inputChanged,
  "no-licence": noLicence,
  "unknown-licence": unknownLicence,
  "licence-unclear": licenceUnclear,
  "attribution-owed": attributionOwed,
  "share-alike": shareAlike,
  "odbl-derivative": odblDerivative,
  "non-commercial": nonCommercial,
  "no-derivatives": noDerivatives,
  "licences-collide": licencesCollide,
  "imagery-terms": imageryTerms,
  "fine-resolution": fineResolution,
  "labels-older": labelsOlder,
  "changes-often": changesOften,
  "mixed-crs": mixedCrs,
  "mixed-epoch": mixedEpoch,
  "machine-made-labels": machineMadeLabels,
  "open-points": openPoints,
};

/**
 * Judges sources by every rule: fine, to do, conflict, or ask a lawyer. What is not recorded counts as open.
 *
 * @throws {ProvenanceError} `RULE_UNKNOWN` where an acceptance names no rule, `ACCEPTANCE_REFUSED` where it names no source.
 *
 * @example
 * ```ts
 * const { open, findings } = auditSources({ name, sources, use: { commercial: false, publish: [] }, accepted: [] });
 * ```
 */
export function auditSources({ name, sources, use, accepted }: AuditInput): Audit {
  for (const acceptance of accepted) assertMeant(acceptance, sources);
  const findings = RULES.flatMap((facts) =>
    JUDGES[facts.id]({ sources, use }).map((finding) => auditFinding(facts, finding, accepted)),
  );
  const needed = new Set(findings.flatMap((finding) => finding.accepted));
  return {
    schemaVersion: 1,
    name,
    use,
    sources,
    findings,
    open: findings.filter(({ isOpen }) => isOpen).length,
    unneeded: accepted.filter((acceptance) => !needed.has(acceptance)),
  };
}

function auditFinding(
  { title, why, who, question }: RuleFacts,
  finding: Finding,
  accepted: readonly Acceptance[],
): AuditFinding {
  const isFine = finding.outcome === "fine";
  const covering = accepted.filter(
    ({ rule, source }) =>
      !isFine && rule === finding.rule && (source === undefined || finding.sources.includes(source)),
  );
  const isCovered = finding.sources.every((name) =>
    covering.some(({ source }) => source === undefined || source === name),
  );
  return { ...finding, title, why, who, question, accepted: covering, isOpen: !isFine && !isCovered };
}

function assertMeant({ rule, source }: Acceptance, sources: readonly SourceRecord[]): void {
  if (!RULES.some(({ id }) => id === rule))
    throw new ProvenanceError("RULE_UNKNOWN", {
      message: `rule "${rule}" is accepted, but the rules are ${RULES.map(({ id }) => id).join(", ")}; name one of them`,
      context: { rule },
    });
  if (source !== undefined && !sources.some(({ name }) => name === source))
    throw new ProvenanceError("ACCEPTANCE_REFUSED", {
      message: `rule "${rule}" is accepted for "${source}", but the sources are ${sources.map(({ name }) => name).join(", ")}; name one of them`,
      context: { rule, source },
    });
}
