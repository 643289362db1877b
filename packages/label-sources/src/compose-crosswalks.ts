import { type Crosswalk, type CrosswalkPair, crosswalkOf, type PairKind } from "./crosswalk.ts";
import { mismatch } from "./internal/mismatch.ts";
import { sameValues } from "./internal/same-values.ts";

/**
 * Two crosswalks as one: from the start of the first to the end of the second. What is lost, ambiguous or without a class
 * on the way stays so, and its notes are kept. A part of a class that is itself more than the last one, or the other way
 * round, is ambiguous.
 *
 * @throws {LabelSourceError} `SCHEME_MISMATCH` if the second does not start where the first ends.
 *
 * @example
 * ```ts
 * const walk = composeCrosswalks(crosswalk("modis-igbp", "dfc2020"), crosswalk("dfc2020", "dynamic-world"));
 * ```
 */
export function composeCrosswalks(first: Crosswalk, second: Crosswalk): Crosswalk {
  if (!sameValues(first.to, second.from))
    throw mismatch(
      `the first crosswalk ends in scheme "${first.to.name}", but the second starts from "${second.from.name}"`,
      "give a second one that starts there",
    );
  const pairs = first.pairs.map((pair): CrosswalkPair => {
    if (pair.to === null) return pair;
    const next = second.pairs.find((each) => each.from === pair.to);
    const name = first.to.classes.find(({ value }) => value === pair.to)?.name ?? String(pair.to);
    if (next === undefined) throw mismatch(`class "${name}" has no pair in the second crosswalk`);
    const kind = next.to === null ? next.kind : chained(pair.kind, next.kind);
    const clash = kind === "ambiguous" && pair.kind !== "ambiguous" && next.kind !== "ambiguous";
    const notes = [
      pair.note,
      clash ? `${pair.kind} than "${name}", which is ${next.kind} than what it becomes` : undefined,
      next.note === undefined ? undefined : `by way of "${name}": ${next.note}`,
    ].filter((note) => note !== undefined);
    const note = notes.join("; ");
    return { from: pair.from, to: next.to, kind, ...(note === "" ? {} : { note }) };
  });
  return crosswalkOf(first.from, second.to, pairs);
}

/** The kind of two steps that both lead to a class. */
function chained(first: PairKind, second: PairKind): PairKind {
  if (first === "ambiguous" || second === "ambiguous") return "ambiguous";
  if (isPlain(first)) return first === "exact" || !isPlain(second) ? second : first;
  return isPlain(second) || first === second ? first : "ambiguous";
}

/** Neither a part nor more. */
function isPlain(kind: PairKind): boolean {
  return kind === "exact" || kind === "decided";
}
