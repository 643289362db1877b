import type { PairRow } from "./pair-rows.ts";
import { TO_DYNAMIC_WORLD } from "./to-dynamic-world-table.ts";

/** Classes of Dynamic World, from 0, as classes of WorldCover. */
const SAME = [80, 10, 30, 90, 40, 20, 50, 60, 70];

/** Where WorldCover has a class that Dynamic World lacks (mangroves, moss and lichen), or the reading differs. */
const DIFFERENT: Readonly<Record<string, readonly PairRow[]>> = {
  "cgls-lc100": [[100, 100, "exact"]],
  "cci-land-cover": [
    [140, 100, "exact"],
    [170, 95, "ambiguous", "trees in saline water: mostly mangroves"],
  ],
  "glc-fcs30d": [
    [140, 100, "exact"],
    [185, 95, "exact"],
  ],
  nlcd: [
    [[73, 74], 100, "narrower"],
    [81, 30, "ambiguous", "pasture and hay: grass by cover, crops by use"],
    [90, 10, "ambiguous", "woody wetland: trees here, wetland to others"],
  ],
};

const FROM_DYNAMIC_WORLD: readonly PairRow[] = [
  [0, 80, "exact"],
  [1, 10, "broader", "also mangroves, which have a class of their own there"],
  [2, 30, "broader", "also moss and lichen, which have a class of their own there"],
  [3, 90, "ambiguous", "flooded vegetation: mangroves and flooded crops to others"],
  [4, 40, "exact"],
  [5, 20, "exact"],
  [6, 50, "exact"],
  [7, 60, "exact"],
  [8, 70, "exact"],
];

/** What the classes of each product become in WorldCover: as in Dynamic World, but for what is listed. */
export const TO_WORLD_COVER: Readonly<Record<string, readonly PairRow[]>> = {
  "dynamic-world": FROM_DYNAMIC_WORLD,
  ...Object.fromEntries(
    Object.entries(TO_DYNAMIC_WORLD)
      .filter(([from]) => from !== "esa-worldcover")
      .map(([from, rows]) => [from, translated(rows, DIFFERENT[from] ?? [])]),
  ),
};

function translated(rows: readonly PairRow[], different: readonly PairRow[]): readonly PairRow[] {
  const replaced = new Set(different.flatMap(([from]) => from));
  const kept = rows.flatMap(([from, to, kind, note]): PairRow[] => {
    const values = [from].flat().filter((value) => !replaced.has(value));
    const becomes = to === null ? null : (SAME[to] ?? null);
    return values.length === 0
      ? []
      : [note === undefined ? [values, becomes, kind] : [values, becomes, kind, note]];
  });
  return [...kept, ...different];
}
