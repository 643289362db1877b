import { LICENCES, type LicenceFacts, OTHER_IDS } from "./licences-table.ts";

/** What is known of the words that stand for a licence. */
export type LicenceFinding =
  | { readonly kind: "known"; readonly facts: LicenceFacts }
  /** An SPDX id whose text was not read here. */
  | { readonly kind: "not read"; readonly id: string }
  /** Words that are no id known here; `nearest` is one that looks alike, and no more than a hint. */
  | { readonly kind: "unknown"; readonly nearest: string | null };

const IDS = [...LICENCES.map(({ id }) => id), ...OTHER_IDS];
/** Edits that a typing mistake may take, as a share of the length. */
const TYPING = 0.2;

/**
 * Looks a licence up by its id. Words that are no id are never read as one: `"CC BY 4.0"` gives `unknown` with
 * `CC-BY-4.0` as the nearest.
 *
 * @see {@link https://spdx.org/licenses/ | SPDX licence list}
 */
export function findLicence(words: string): LicenceFinding {
  const facts = LICENCES.find(({ id }) => id.toLowerCase() === words.trim().toLowerCase());
  if (facts !== undefined) return { kind: "known", facts };
  const id = OTHER_IDS.find((other) => other.toLowerCase() === words.trim().toLowerCase());
  return id === undefined ? { kind: "unknown", nearest: nearestId(words) } : { kind: "not read", id };
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
