import type { OsmRules } from "../osm-rules.ts";
import { EUROPEAN_SOURCES } from "./europe-table.ts";

/** Class value in `osm-landuse-13`, key, values, and what is burnt later. */
type Row = readonly [value: number, key: string, values: readonly string[], order: number];

/** The first row that fits decides: coastal wetlands stand before the others. */
const ROWS: readonly Row[] = [
  [13, "wetland", ["saltmarsh", "tidalflat", "mangrove"], 3],
  [13, "landuse", ["salt_pond"], 3],
  [9, "natural", ["water"], 3],
  [9, "water", ["pond"], 3],
  [9, "landuse", ["reservoir", "basin"], 3],
  [9, "waterway", ["riverbank", "dock"], 3],
  [12, "natural", ["wetland", "marsh"], 2],
  [
    5,
    "leisure",
    ["stadium", "golf_course", "sports_centre", "common", "playground", "pitch", "park", "track", "garden"],
    2,
  ],
  [5, "landuse", ["recreation_ground", "allotments", "village_green", "cemetery"], 2],
  [5, "tourism", ["zoo"], 2],
  [6, "landuse", ["quarry", "construction", "landfill", "brownfield"], 1],
  [4, "landuse", ["industrial", "commercial", "retail", "harbour", "port", "railway"], 1],
  [4, "leisure", ["marina"], 1],
  [8, "landuse", ["vineyard", "orchard"], 1],
  [2, "landuse", ["greenhouse_horticulture", "farmland", "farm", "farmyard"], 1],
  [7, "landuse", ["meadow"], 1],
  [3, "landuse", ["forest"], 1],
  [3, "natural", ["wood"], 1],
  [11, "landuse", ["grass", "greenfield"], 1],
  [11, "natural", ["scrub", "heath", "grassland"], 1],
  [10, "natural", ["fell", "sand", "scree", "beach", "mud", "glacier", "rock", "bare_rock", "cliff"], 1],
  [1, "landuse", ["residential"], 0],
];
const CANAL_METRES = 10;

/** Land-use areas as the 13 classes of OSM Landuse, after Schultz et al. 2017. */
export function landuseRules(): OsmRules {
  const product = EUROPEAN_SOURCES.find(({ id }) => id === "osm-landuse-13");
  const classes = product?.scheme.classes ?? [];
  const nameOf = (value: number) => classes.find((each) => each.value === value)?.name ?? String(value);
  const rules = ROWS.map(([value, key, values, order]) => ({
    class: nameOf(value),
    key,
    values: [...values],
    order,
  }));
  return {
    name: "osm-landuse-13",
    classes: classes.map((each) => ({ ...each })),
    rules: [
      ...rules,
      { class: nameOf(9), key: "waterway", values: ["canal"], order: 3, widthMetres: CANAL_METRES },
    ],
    background: null,
  };
}
