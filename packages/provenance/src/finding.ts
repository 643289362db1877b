import type { IntendedUse } from "./data-description.ts";
import { factsThatHold, findLicence } from "./find-licence.ts";
import type { LicenceFacts } from "./licences-table.ts";
import type { Outcome, RuleId } from "./rules-table.ts";
import type { SourceRecord } from "./source-record.ts";

/** What one rule says of some sources. */
export interface Finding {
  readonly rule: RuleId;
  readonly outcome: Outcome;
  /** Names of the sources that it speaks of; of a rule that is fine, all that it looked at. */
  readonly sources: readonly string[];
  /** What was found, one sentence each. */
  readonly details: readonly string[];
}

/** What a rule judges. */
export interface RuleInput {
  readonly sources: readonly SourceRecord[];
  readonly use: IntendedUse;
}

/** One rule: its findings, none where it has nothing to judge. */
export type Rule = (input: RuleInput) => readonly Finding[];

/** Internal: one line about one source. */
export interface Remark {
  readonly source: string;
  readonly detail: string;
}

/** Internal: a finding of several remarks, or none. */
export function findingOf(rule: RuleId, outcome: Outcome, remarks: readonly Remark[]): Finding[] {
  if (remarks.length === 0) return [];
  const sources = [...new Set(remarks.map(({ source }) => source))];
  return [{ rule, outcome, sources, details: remarks.map(({ source, detail }) => `${source}: ${detail}`) }];
}

/** Internal: the facts of all licences that hold for a source, where they were read. */
export function factsOf({ licence }: SourceRecord): readonly LicenceFacts[] {
  return licence === null ? [] : factsThatHold(findLicence(licence));
}

/** Internal: whether one of `kinds` leaves the house, or nobody has decided. */
export function maybePublished(
  { publish }: IntendedUse,
  ...kinds: NonNullable<IntendedUse["publish"]>
): boolean {
  return publish === null || publish.some((kind) => kinds.includes(kind));
}
