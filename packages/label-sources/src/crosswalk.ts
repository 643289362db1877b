import { type ClassScheme, IGNORE_INDEX, type LabelMap, remapClasses } from "@undercoat/raster";
import { LabelSourceError } from "./errors.ts";
import { CROSSWALKS } from "./internal/crosswalk-table.ts";
import { labelSource } from "./label-sources.ts";

/**
 * How two classes belong together: the same thing; a part of the other class; more than the other class; nothing sure; no
 * class for it.
 */
export type PairKind = "exact" | "narrower" | "broader" | "ambiguous" | "none";

/** What a class becomes. */
export interface CrosswalkPair {
  /** Class value in the source scheme. */
  readonly from: number;
  /** Class value in the target scheme; null: pixels become ignored. */
  readonly to: number | null;
  readonly kind: PairKind;
  /** Why it is not plain. */
  readonly note?: string;
}

/** What every class of one scheme becomes in another. */
export interface Crosswalk {
  readonly from: ClassScheme;
  readonly to: ClassScheme;
  /** One pair for each class of `from`, in its order. */
  readonly pairs: readonly CrosswalkPair[];
  /** Classes of `to` that several classes become: they cannot be told apart any more. Ascending. */
  readonly lossy: readonly number[];
  /** Classes of `from` whose pair is not sure. */
  readonly ambiguous: readonly number[];
}

/** Options of {@link applyCrosswalk}. */
export interface ApplyCrosswalkOptions {
  /** What becomes of pixels whose class is ambiguous: refused (the default), ignored, or mapped as listed. */
  readonly ambiguous?: "refuse" | "ignore" | "map";
}

/** What {@link applyCrosswalk} did. */
export interface CrosswalkReport {
  readonly pairs: readonly (CrosswalkPair & { readonly pixels: number; readonly becameIgnored: boolean })[];
  /** Pixels that became ignored; those that were before do not count. */
  readonly ignoredPixels: number;
}

/**
 * The crosswalk between two products.
 *
 * @throws {LabelSourceError} `SOURCE_UNKNOWN`; `CROSSWALK_UNKNOWN`, naming those that there are.
 *
 * @example
 * ```ts
 * const { ambiguous } = crosswalk("nlcd", "dynamic-world"); // [21, 73, 74, 81, 90]
 * ```
 */
export function crosswalk(from: string, to: string): Crosswalk {
  const [source, target] = [labelSource(from).scheme, labelSource(to).scheme];
  const found = CROSSWALKS.find((each) => each.from === from && each.to === to);
  if (found === undefined) {
    const known = CROSSWALKS.map((each) => `${each.from} → ${each.to}`).join(", ");
    throw new LabelSourceError("CROSSWALK_UNKNOWN", {
      message: `there is no crosswalk from "${from}" to "${to}", but there are ${known}; use one of these, or map the classes by name`,
      context: { from, to },
    });
  }
  const pairs = found.pairs.map(
    ([value, becomes, kind, note]): CrosswalkPair => ({
      from: value,
      to: becomes,
      kind,
      ...(note === undefined ? {} : { note }),
    }),
  );
  return crosswalkOf(source, target, pairs);
}

/** Pairs of class ids for which {@link crosswalk} has one. */
export function knownCrosswalks(): readonly (readonly [from: string, to: string])[] {
  return CROSSWALKS.map(({ from, to }) => [from, to] as const);
}

/**
 * A crosswalk of your own, after every class was looked at.
 *
 * @throws {LabelSourceError} `SCHEME_MISMATCH` if a class of `from` is missing or listed twice, or `to` lacks a class.
 */
export function crosswalkOf(from: ClassScheme, to: ClassScheme, pairs: readonly CrosswalkPair[]): Crosswalk {
  const values = new Set(to.classes.map(({ value }) => value));
  const ordered = from.classes.map(({ value, name }) => {
    const [pair, ...others] = pairs.filter((each) => each.from === value);
    if (pair === undefined || others.length > 0)
      throw mismatch(
        `class ${value} "${name}" of scheme "${from.name}" is listed ${others.length + (pair === undefined ? 0 : 1)} times, expected once`,
      );
    if (pair.to !== null && !values.has(pair.to))
      throw mismatch(`class ${value} "${name}" becomes ${pair.to}, which scheme "${to.name}" does not have`);
    return pair;
  });
  const foreign = pairs.find(({ from: value }) => !from.classes.some((each) => each.value === value));
  if (foreign !== undefined)
    throw mismatch(`the value ${foreign.from} is listed, which scheme "${from.name}" does not have`);
  const targets = ordered.flatMap(({ to: value }) => (value === null ? [] : [value]));
  return Object.freeze({
    from,
    to,
    pairs: ordered,
    lossy: [...new Set(targets.filter((value, at) => targets.indexOf(value) !== at))].toSorted(
      (a, b) => a - b,
    ),
    ambiguous: ordered.filter(({ kind }) => kind === "ambiguous").map(({ from: value }) => value),
  });
}

/**
 * Labels in the other scheme. Ambiguous classes need a decision: nothing is chosen in silence.
 *
 * @throws {LabelSourceError} `AMBIGUOUS_CLASSES`, naming those that the labels hold; `SCHEME_MISMATCH` for labels of
 *   another scheme; `OPTIONS_REFUSED`.
 *
 * @example
 * ```ts
 * const { labels, report } = applyCrosswalk(noisy, crosswalk("nlcd", "chesapeake-4"), { ambiguous: "map" });
 * ```
 */
export function applyCrosswalk(
  labels: LabelMap,
  { from, to, pairs }: Crosswalk,
  { ambiguous = "refuse" }: ApplyCrosswalkOptions = {},
): { readonly labels: LabelMap; readonly report: CrosswalkReport } {
  if (!["refuse", "ignore", "map"].includes(ambiguous))
    throw new LabelSourceError("OPTIONS_REFUSED", {
      message: `ambiguous is "${ambiguous}", expected one of refuse, ignore, map; decide what becomes of classes whose counterpart is not sure`,
      context: { ambiguous },
    });
  const values = labels.scheme.classes.map(({ value }) => value);
  if (values.join() !== from.classes.map(({ value }) => value).join())
    throw mismatch(
      `the labels are of scheme "${labels.scheme.name}" with the values ${values.slice(0, 12).join(", ")}, but the crosswalk starts from "${from.name}"`,
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
    message: `the labels hold classes whose counterpart is not sure: ${names.join("; ")}; decide with ambiguous: "map" or "ignore"`,
    context: { values: unsure.map((pair) => pair.from) },
  });
}

function mismatch(what: string): LabelSourceError {
  return new LabelSourceError("SCHEME_MISMATCH", {
    message: `${what}; list every class of the source once`,
    context: {},
  });
}
