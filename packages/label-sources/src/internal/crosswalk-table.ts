import { OTHER_CROSSWALKS } from "./other-crosswalks-table.ts";
import type { CrosswalkRow, PairRow } from "./pair-rows.ts";
import { LABEL_SOURCES } from "./source-table.ts";
import { TO_DYNAMIC_WORLD } from "./to-dynamic-world-table.ts";
import { TO_WORLD_COVER } from "./to-world-cover-table.ts";

/** Codes 111 to 523, in the order of the codes 1 to 44. */
const CORINE = (LABEL_SOURCES.find(({ id }) => id === "corine")?.scheme.classes ?? []).map(
  ({ value }) => value,
);

const THIRD: readonly CrosswalkRow[] = [
  ...towards("dynamic-world", TO_DYNAMIC_WORLD),
  ...towards("esa-worldcover", TO_WORLD_COVER),
  ...OTHER_CROSSWALKS,
];

/** Every crosswalk that the package has. */
export const CROSSWALKS: readonly CrosswalkRow[] = [
  ...THIRD,
  ...THIRD.filter(({ from }) => from === "corine").map((each) => ({
    ...each,
    from: "corine-grid",
    rows: gridRows(each.rows),
  })),
  {
    from: "corine-grid",
    to: "corine",
    rows: CORINE.map((value, index): PairRow => [index + 1, value, "exact"]),
  },
  {
    from: "corine",
    to: "corine-grid",
    rows: CORINE.map((value, index): PairRow => [value, index + 1, "exact"]),
  },
];

function towards(to: string, table: Readonly<Record<string, readonly PairRow[]>>): CrosswalkRow[] {
  return Object.entries(table).map(([from, rows]) => ({ from, to, rows }));
}

function gridRows(rows: readonly PairRow[]): readonly PairRow[] {
  return rows.map(
    ([from, ...rest]): PairRow => [[from].flat().map((value) => CORINE.indexOf(value) + 1), ...rest],
  );
}
