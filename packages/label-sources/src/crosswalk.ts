import type { ClassScheme } from "@undercoat/raster";
import { LabelSourceError } from "./errors.ts";
import { CROSSWALKS } from "./internal/crosswalk-table.ts";
import { mismatch } from "./internal/mismatch.ts";
import { pairsOf } from "./internal/pair-rows.ts";
import { labelSource } from "./label-sources.ts";

/**
 * How two classes belong together: the same thing; a part of the other class, so that what told it apart is lost; more
 * than the other class; nothing sure; no class for it; decided by the user.
 */
export type PairKind = "exact" | "narrower" | "broader" | "ambiguous" | "none" | "decided";

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

/**
 * The crosswalk between two products.
 *
 * @throws {LabelSourceError} `SOURCE_UNKNOWN`; `CROSSWALK_UNKNOWN`, naming those that start or end there.
 *
 * @example
 * ```ts
 * const { ambiguous } = crosswalk("nlcd", "dynamic-world"); // [21, 73, 74, 81, 90]
 * ```
 */
export function crosswalk(from: string, to: string): Crosswalk {
  const [source, target] = [labelSource(from).scheme, labelSource(to).scheme];
  const found = CROSSWALKS.find((each) => each.from === from && each.to === to);
  if (found !== undefined) return crosswalkOf(source, target, pairsOf(found.rows));
  const leaving = CROSSWALKS.filter((each) => each.from === from).map((each) => each.to);
  const arriving = CROSSWALKS.filter((each) => each.to === to).map((each) => each.from);
  const bridge = leaving.find((id) => arriving.includes(id));
  const list = (ids: readonly string[]) => (ids.length === 0 ? "none" : ids.join(", "));
  throw new LabelSourceError("CROSSWALK_UNKNOWN", {
    message: `there is no crosswalk from "${from}" to "${to}", but there are from "${from}" to ${list(leaving)}, and to "${to}" from ${list(arriving)}; ${bridge === undefined ? "map the classes by name" : `go by way of "${bridge}" (composeCrosswalks), or map the classes by name`}`,
    context: { from, to, leaving, arriving },
  });
}

/** Pairs of product ids for which {@link crosswalk} has one. */
export function knownCrosswalks(): readonly (readonly [from: string, to: string])[] {
  return CROSSWALKS.map(({ from, to }) => [from, to] as const);
}

/**
 * A crosswalk of your own, after every class was looked at.
 *
 * @throws {LabelSourceError} `SCHEME_MISMATCH` if a class of `from` is missing or listed twice, `to` lacks a class, or a
 *   pair without a class is none.
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
    if (pair.kind !== "decided" && (pair.kind === "none") !== (pair.to === null))
      throw mismatch(
        `class ${value} "${name}" is of kind "${pair.kind}" and becomes ${pair.to ?? "nothing"}; only "none" and "decided" become nothing`,
      );
    return Object.freeze({ ...pair });
  });
  const foreign = pairs.find(({ from: value }) => !from.classes.some((each) => each.value === value));
  if (foreign !== undefined)
    throw mismatch(`the value ${foreign.from} is listed, which scheme "${from.name}" does not have`);
  const targets = ordered.flatMap(({ to: value }) => (value === null ? [] : [value]));
  const lossy = new Set(targets.filter((value, at) => targets.indexOf(value) !== at));
  return Object.freeze({
    from,
    to,
    pairs: ordered,
    lossy: [...lossy].toSorted((a, b) => a - b),
    ambiguous: ordered.filter(({ kind }) => kind === "ambiguous").map(({ from: value }) => value),
  });
}
