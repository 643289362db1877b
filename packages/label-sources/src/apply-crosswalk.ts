import { type ClassScheme, IGNORE_INDEX, type LabelMap, remapClasses } from "@undercoat/raster";
import type { Crosswalk, CrosswalkPair } from "./crosswalk.ts";
import { type CrosswalkDecisions, decideCrosswalk } from "./decide-crosswalk.ts";
import { LabelSourceError } from "./errors.ts";
import { mismatch } from "./internal/mismatch.ts";
import { sameValues } from "./internal/same-values.ts";

/** Options of {@link applyCrosswalk}. */
export interface ApplyCrosswalkOptions {
  /** What becomes of pixels whose class is ambiguous: refused (the default), ignored, or mapped as listed. */
  readonly ambiguous?: "refuse" | "ignore" | "map";
  /** Decisions for single ambiguous classes, as {@link decideCrosswalk} takes them; they come first. */
  readonly decide?: CrosswalkDecisions;
}

/** What {@link applyCrosswalk} did. */
export interface CrosswalkReport {
  readonly pairs: readonly (CrosswalkPair & { readonly pixels: number; readonly becameIgnored: boolean })[];
  /** Pixels that became ignored; those that were before do not count. */
  readonly ignoredPixels: number;
}

/**
 * Labels in the other scheme. Ambiguous classes need a decision: nothing is chosen in silence.
 *
 * @throws {LabelSourceError} `AMBIGUOUS_CLASSES`, naming those that the labels hold; `SCHEME_MISMATCH` for labels of
 *   another scheme; `OPTIONS_REFUSED`, also for decisions that are misspelt or not needed.
 *
 * @example
 * ```ts
 * const walk = crosswalk("nlcd", "dynamic-world");
 * const { labels, report } = applyCrosswalk(noisy, walk, { ambiguous: "ignore", decide: { 21: "built" } });
 * ```
 */
export function applyCrosswalk(
  labels: LabelMap,
  crosswalk: Crosswalk,
  { ambiguous = "refuse", decide = {} }: ApplyCrosswalkOptions = {},
): { readonly labels: LabelMap; readonly report: CrosswalkReport } {
  if (!["refuse", "ignore", "map"].includes(ambiguous))
    throw new LabelSourceError("OPTIONS_REFUSED", {
      message: `ambiguous is "${ambiguous}", expected one of refuse, ignore, map; decide what becomes of classes whose counterpart is not sure`,
      context: { ambiguous },
    });
  const { from, to, pairs } = decideCrosswalk(crosswalk, decide);
  if (!sameValues(labels.scheme, from))
    throw mismatch(
      `the labels are of scheme "${labels.scheme.name}" with the values ${labels.scheme.classes
        .slice(0, 12)
        .map(({ value }) => value)
        .join(", ")}, but the crosswalk starts from "${from.name}"`,
      "decode the labels with this scheme, or give a crosswalk that starts from theirs",
    );
  const pixels = new Float64Array(256);
  for (let pixel = 0; pixel < labels.data.length; pixel++) pixels[labels.data[pixel]!]! += 1;
  const unsure = pairs.filter(({ kind }, index) => kind === "ambiguous" && (pixels[index] ?? 0) > 0);
  if (ambiguous === "refuse" && unsure.length > 0) throw ambiguousError(unsure, from);
  const isDropped = ({ to: value, kind }: CrosswalkPair) =>
    value === null || (kind === "ambiguous" && ambiguous === "ignore");
  const mapping = pairs.map((pair) =>
    isDropped(pair) ? IGNORE_INDEX : to.classes.findIndex(({ value }) => value === pair.to),
  );
  const listed = pairs.map((pair, index) => ({
    ...pair,
    pixels: pixels[index] ?? 0,
    becameIgnored: isDropped(pair),
  }));
  const ignoredPixels = listed.reduce((sum, pair) => sum + (pair.becameIgnored ? pair.pixels : 0), 0);
  return { labels: remapClasses(labels, { scheme: to, mapping }), report: { pairs: listed, ignoredPixels } };
}

function ambiguousError(unsure: readonly CrosswalkPair[], from: ClassScheme): LabelSourceError {
  const names = unsure.map(
    (pair) =>
      `${pair.from} "${from.classes.find(({ value }) => value === pair.from)?.name}" (${pair.note ?? "not sure"})`,
  );
  return new LabelSourceError("AMBIGUOUS_CLASSES", {
    message: `the labels hold classes whose counterpart is not sure: ${names.join("; ")}; decide with ambiguous: "map" or "ignore", or for each one with decide`,
    context: { values: unsure.map((pair) => pair.from) },
  });
}
