/**
 * Where data come from and what is owed for them: records, a rule table, checklists to sign, W3C PROV and STAC.
 *
 * @example
 * ```ts
 * import { auditSources, checklistMarkdown, type SourceRecord } from "@undercoat/provenance";
 *
 * const audit = auditSources({ name: "my city", sources, use: { commercial: false, publish: ["maps"] }, accepted: [] });
 * const text = checklistMarkdown(audit, { generatedBy: "undercoat", date: "2026-11-27" });
 * ```
 *
 * @packageDocumentation
 */
export { type Audit, type AuditFinding, type AuditInput, auditSources } from "./audit.ts";
export { type ChecklistOptions, checklistHtml } from "./checklist-html.ts";
export { checklistMarkdown } from "./checklist-markdown.ts";
export { OUTCOME_SIGNS } from "./checklist-words.ts";
export {
  Acceptance,
  DataDescription,
  IntendedUse,
  LabelMethod,
  SourceDescription,
} from "./data-description.ts";
export {
  isProvenanceError,
  ProvenanceError,
  type ProvenanceErrorCode,
  type ProvenanceErrorDetails,
} from "./errors.ts";
export { findLicence, type LicenceFinding } from "./find-licence.ts";
export type { Finding } from "./finding.ts";
export { LICENCES, type LicenceFacts } from "./licences-table.ts";
export { type ModelCardParts, modelCard } from "./model-card.ts";
export { type ProvDocument, provDocument } from "./prov-document.ts";
export {
  type ActivityRecord,
  type Inherited,
  inheritedOf,
  type OutputRecord,
  type ProvenanceRecord,
} from "./provenance-record.ts";
export { type Outcome, RULES, type RuleFacts, type RuleId } from "./rules-table.ts";
export type { FileRecord, SourceRecord } from "./source-record.ts";
export {
  type LabelItemOptions,
  labelItem,
  modelItem,
  type StacClass,
  type StacItem,
  type StacModel,
} from "./stac-items.ts";
