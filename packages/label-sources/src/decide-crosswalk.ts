import { type Crosswalk, type CrosswalkPair, crosswalkOf } from "./crosswalk.ts";
import { LabelSourceError } from "./errors.ts";
import { findClass, notThere } from "./internal/find-class.ts";

/** Code or name of an ambiguous class → code or name of what it becomes, or null for pixels that become ignored. */
export type CrosswalkDecisions = Readonly<Record<string, number | string | null>>;

/**
 * The crosswalk with ambiguous classes decided, one by one. Their pairs are of kind `decided` and keep their notes.
 *
 * @param decisions - Names are compared without case.
 * @throws {LabelSourceError} `OPTIONS_REFUSED` for a class that neither scheme has, naming the nearest, one that needs no
 *   decision, and one that is decided twice.
 *
 * @example
 * ```ts
 * const walk = decideCrosswalk(crosswalk("nlcd", "dynamic-world"), { 21: "built", "Pasture/Hay": "grass", 90: null });
 * ```
 */
export function decideCrosswalk(crosswalk: Crosswalk, decisions: CrosswalkDecisions): Crosswalk {
  const { from, to, pairs } = crosswalk;
  const decided = new Map<number, number | null>();
  for (const [key, wanted] of Object.entries(decisions)) {
    const source = findClass(from, key);
    if (source === undefined) throw refused(`is for class "${key}", ${notThere(from, key)}`, { key });
    const pair = pairs.find((each) => each.from === source.value);
    if (pair?.kind !== "ambiguous")
      throw refused(
        `is for class ${source.value} "${source.name}", which is of kind "${pair?.kind}" and needs no decision; ${needing(crosswalk)}`,
        { key },
      );
    if (decided.has(source.value))
      throw refused(`for class ${source.value} "${source.name}" stands twice; keep one`, { key });
    const target = wanted === null ? null : findClass(to, wanted);
    if (target === undefined)
      throw refused(
        `makes class ${source.value} "${source.name}" "${wanted}", ${notThere(to, wanted ?? "")}`,
        {
          key,
          wanted,
        },
      );
    decided.set(source.value, target?.value ?? null);
  }
  const made = pairs.map((pair): CrosswalkPair => {
    const becomes = decided.get(pair.from);
    return becomes === undefined ? pair : { ...pair, to: becomes, kind: "decided" };
  });
  return crosswalkOf(from, to, made);
}

function needing({ ambiguous }: Crosswalk): string {
  return ambiguous.length === 0 ? "none does" : `only ${ambiguous.join(", ")} do`;
}

function refused(what: string, context: Record<string, unknown>): LabelSourceError {
  return new LabelSourceError("OPTIONS_REFUSED", { message: `a decision ${what}`, context });
}
