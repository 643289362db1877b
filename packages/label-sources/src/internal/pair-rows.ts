import type { CrosswalkPair, PairKind } from "../crosswalk.ts";

/** Class values of `from` that share a line, class value of `to` or null, kind, and why where it is not plain. */
export type PairRow = readonly [
  from: number | readonly number[],
  to: number | null,
  kind: PairKind,
  note?: string,
];

/** A crosswalk as the tables write it. */
export interface CrosswalkRow {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly PairRow[];
}

/** One pair for each class. */
export function pairsOf(rows: readonly PairRow[]): readonly CrosswalkPair[] {
  return rows.flatMap(([from, to, kind, note]) =>
    (typeof from === "number" ? [from] : from).map((value) => ({
      from: value,
      to,
      kind,
      ...(note === undefined ? {} : { note }),
    })),
  );
}
