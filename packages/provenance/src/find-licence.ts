import parseExpression, { type Info } from "spdx-expression-parse";
import { LICENCES, type LicenceFacts, OTHER_IDS } from "./licences-table.ts";

/** What is known of the words that stand for a licence. */
export type LicenceFinding =
  | { readonly kind: "known"; readonly facts: LicenceFacts }
  /** An SPDX id whose text was not read here. */
  | { readonly kind: "not read"; readonly id: string }
  /**
   * An SPDX expression: all of its parts hold (`AND`), or somebody chooses one (`OR`). A part with an exception (`WITH`), and
   * an id with `+`, is `not read`.
   */
  | { readonly kind: "expression"; readonly joined: "and" | "or"; readonly parts: readonly LicenceFinding[] }
  /** Words that are no id known here; `nearest` is one that looks alike, and no more than a hint. */
  | {
      readonly kind: "unknown";
      /** What is no id: all the words, or those of an expression's parts that are none. */
      readonly words: readonly string[];
      readonly nearest: string | null;
    };

const IDS = [...LICENCES.map(({ id }) => id), ...OTHER_IDS];
/** Edits that a typing mistake may take, as a share of the length. */
const TYPING = 0.2;

/**
 * Looks a licence up by its id, or by an SPDX expression of ids. Words that are no id are never read as one: `"CC BY 4.0"` gives `unknown` with
 * `CC-BY-4.0` as the nearest.
 *
 * @see {@link https://spdx.org/licenses/ | SPDX licence list}
 */
export function findLicence(words: string): LicenceFinding {
  return findId(words) ?? findExpression(words.trim());
}

function findId(words: string): LicenceFinding | null {
  const facts = LICENCES.find(({ id }) => id.toLowerCase() === words.trim().toLowerCase());
  if (facts !== undefined) return { kind: "known", facts };
  const id = OTHER_IDS.find((other) => other.toLowerCase() === words.trim().toLowerCase());
  return id === undefined ? null : { kind: "not read", id };
}

/** The operators of an expression, between its ids; they are written in capitals or in small letters. */
const OPERATORS = /\s+(?:AND|OR|WITH|and|or|with)\s+|[()]/;

function findExpression(words: string): LicenceFinding {
  try {
    return findingOf(parseExpression(words));
  } catch {
    const parts = words.split(OPERATORS).map((part) => part.trim());
    const strange = parts.filter((part) => part !== "" && !isListed(part));
    const unknown = strange.length > 0 ? strange : [words];
    return { kind: "unknown", words: unknown, nearest: nearestId(unknown[0]!) };
  }
}

function findingOf(info: Info): LicenceFinding {
  if ("conjunction" in info) {
    const { conjunction: joined, left, right } = info;
    const parts = [findingOf(left), findingOf(right)];
    // a AND (b AND c) is one list
    const flat = parts.flatMap((part) =>
      part.kind === "expression" && part.joined === joined ? part.parts : [part],
    );
    return { kind: "expression", joined, parts: flat };
  }
  const id = `${info.license}${info.plus === true ? "+" : ""}${info.exception === undefined ? "" : ` WITH ${info.exception}`}`;
  return findId(id) ?? { kind: "not read", id };
}

function isListed(id: string): boolean {
  if (findId(id) !== null) return true;
  try {
    parseExpression(id);
    return true;
  } catch {
    return false;
  }
}

/** Facts of every licence of a finding that holds whatever is chosen: none of a choice. */
export function factsThatHold(finding: LicenceFinding): readonly LicenceFacts[] {
  if (finding.kind === "known") return [finding.facts];
  return finding.kind === "expression" && finding.joined === "and"
    ? finding.parts.flatMap(factsThatHold)
    : [];
}

function nearestId(words: string): string | null {
  const plain = plainOf(words);
  if (plain.length < 3) return null;
  const same = IDS.find((id) => plainOf(id) === plain) ?? IDS.find((id) => plainOf(id).startsWith(plain));
  if (same !== undefined) return same;
  const ranked = IDS.map((id) => ({ id, distance: editDistance(plain, plainOf(id)) })).toSorted(
    (one, other) => one.distance - other.distance,
  );
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.ceil(TYPING * plain.length) ? best.id : null;
}

function plainOf(words: string): string {
  return words.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Insertions, deletions and substitutions between two words; Levenshtein 1966. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const substituted = previous[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, substituted));
    }
    previous = row;
  }
  return previous[other.length]!;
}
