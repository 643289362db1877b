import { tagText } from "./internal/tag-text.ts";
import { classifyTags, isUnderground, type OsmClass, type OsmRules } from "./osm-rules.ts";

/** What an {@link OsmClassifier} saw. */
export interface OsmReport {
  /** Features that became a class. */
  readonly classified: number;
  /** Features that a rule fits, left out because they lie below ground. */
  readonly underground: number;
  /** Features that no rule fits. */
  readonly withoutRule: number;
  /** Where the widths of classified features come from, areas among them. */
  readonly widthFrom: Readonly<Record<OsmClass["widthFrom"], number>>;
  /** Values of `width` that could not be read. */
  readonly unreadWidths: readonly TagCount[];
  /** Values of the keys that rules look at, that no rule reads; the most frequent first. */
  readonly unreadTags: readonly TagCount[];
}

/** A tag, and how many features have it. */
export interface TagCount {
  /** `key=value`. */
  readonly tag: string;
  readonly features: number;
}

/** Rules for tags that count what they read and what they did not. */
export interface OsmClassifier {
  readonly rules: OsmRules;
  classify(tags: Readonly<Record<string, unknown>>): OsmClass | null;
  report(): OsmReport;
}

/** Tags that are told apart and told. */
const MOST_COUNTED = 10_000;
const MOST_TOLD = 20;
const WIDTH_KEYS = ["width", "est_width"];

/**
 * Classifies features by their tags as {@link classifyTags} does, and counts what was left out, and why.
 *
 * @throws {LabelSourceError} `SCHEME_MISMATCH` from `classify`.
 *
 * @example
 * ```ts
 * const classifier = osmClassifier(osmRules("osm-landcover"));
 * classifier.classify({ landuse: "plant_nursery" }); // null
 * classifier.report().unreadTags; // [{ tag: "landuse=plant_nursery", features: 1 }]
 * ```
 */
export function osmClassifier(rules: OsmRules): OsmClassifier {
  const keys = [...new Set(rules.rules.map(({ key }) => key))];
  const counts = { classified: 0, underground: 0, withoutRule: 0 };
  const widthFrom = { tag: 0, lanes: 0, rule: 0, none: 0 };
  const [widths, tagsSeen] = [new Map<string, number>(), new Map<string, number>()];
  const known = { ...rules, underground: "keep" as const };
  return {
    rules,
    classify(tags) {
      const found = classifyTags(tags, known);
      if (found === null) {
        counts.withoutRule += 1;
        for (const key of keys) countTag(tagsSeen, key, tagText(tags[key]));
        return null;
      }
      if (rules.underground !== "keep" && isUnderground(tags)) {
        counts.underground += 1;
        return null;
      }
      counts.classified += 1;
      widthFrom[found.widthFrom] += 1;
      if (found.widthFrom !== "tag") for (const key of WIDTH_KEYS) countTag(widths, key, tagText(tags[key]));
      return found;
    },
    report: () => ({
      ...counts,
      widthFrom: { ...widthFrom },
      unreadWidths: ranked(widths),
      unreadTags: ranked(tagsSeen),
    }),
  };
}

function countTag(counts: Map<string, number>, key: string, text: string | null): void {
  if (text === null || text === "no") return;
  const tag = `${key}=${text}`;
  const name = counts.has(tag) || counts.size < MOST_COUNTED ? tag : `${key}=(other values)`;
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function ranked(counts: ReadonlyMap<string, number>): readonly TagCount[] {
  const all = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return all.slice(0, MOST_TOLD).map(([tag, features]) => ({ tag, features }));
}
