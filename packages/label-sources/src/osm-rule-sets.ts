import { LabelSourceError } from "./errors.ts";
import { nearestId } from "./internal/nearest-id.ts";
import { landuseRules } from "./internal/osm-landuse-table.ts";
import { OsmRules } from "./osm-rules.ts";

const OTHER_AND = (name: string) => [
  { value: 0, name: "other" },
  { value: 1, name },
];

/** Our assumption: a lane is about 3 m wide. */
const METRES_PER_LANE = 3;
/** Widths by kind of road. They are our assumption: two lanes of about 3 m, wider for motorways, narrower for paths. */
const ROADS: readonly (readonly [values: readonly string[], metres: number])[] = [
  [["motorway", "trunk"], 12],
  [["motorway_link", "trunk_link", "primary"], 9],
  [["secondary", "primary_link", "secondary_link", "tertiary", "tertiary_link"], 7],
  [["residential", "unclassified", "living_street", "road"], 6],
  [["service", "track", "pedestrian"], 4],
];
const PATHS = ["footway", "cycleway", "path", "bridleway", "steps"];
const PATH_METRES = 2;

const LAND_COVER = ["other", "water", "forest", "grass", "crops", "bare", "wetland", "road", "building"];
const rule = (name: string, key: string, values: readonly string[] | "*", order: number) => ({
  class: name,
  key,
  values: values === "*" ? values : [...values],
  order,
});
const roadRules = (order: number) => [
  ...ROADS.map(([values, widthMetres]) => ({
    ...rule("road", "highway", values, order),
    widthMetres,
    metresPerLane: METRES_PER_LANE,
  })),
  { ...rule("road", "highway", PATHS, order), widthMetres: PATH_METRES },
];

const SETS: Readonly<Record<string, OsmRules>> = {
  "osm-buildings": {
    name: "osm-buildings",
    classes: OTHER_AND("building"),
    rules: [{ class: "building", key: "building", values: "*" }],
  },
  "osm-roads": { name: "osm-roads", classes: OTHER_AND("road"), rules: roadRules(0) },
  "osm-landcover": {
    name: "osm-landcover",
    classes: LAND_COVER.map((name, value) => ({ value, name })),
    rules: [
      rule("building", "building", "*", 5),
      ...roadRules(4),
      rule("water", "natural", ["water", "bay"], 3),
      rule("water", "landuse", ["reservoir", "basin"], 3),
      { ...rule("water", "waterway", ["river", "canal", "riverbank"], 3), widthMetres: 10 },
      { ...rule("water", "waterway", ["stream", "ditch", "drain"], 3), widthMetres: 2 },
      rule("wetland", "natural", ["wetland", "mud"], 2),
      rule("forest", "landuse", ["forest"], 1),
      rule("forest", "natural", ["wood"], 1),
      rule("grass", "landuse", ["grass", "meadow", "village_green", "recreation_ground"], 1),
      rule("grass", "natural", ["grassland", "heath", "scrub"], 1),
      rule("grass", "leisure", ["park", "pitch", "golf_course", "garden"], 1),
      rule("crops", "landuse", ["farmland", "orchard", "vineyard", "allotments"], 1),
      rule("bare", "natural", ["bare_rock", "sand", "beach", "scree", "shingle"], 1),
      rule("bare", "landuse", ["quarry"], 1),
    ],
  },
  "osm-landuse-13": landuseRules(),
};

/** Names of the rules that come with the package. */
export function osmRuleNames(): readonly string[] {
  return Object.keys(SETS);
}

/**
 * Rules that come with the package: `osm-buildings`, `osm-roads`, `osm-landcover`, and `osm-landuse-13`, whose classes
 * are those of the product of this name and whose pixels without a feature are ignored.
 *
 * Keys and values are those of the OpenStreetMap wiki's map features. Which class they make, what lies above what, and
 * the widths of roads and streams are our assumption: change them. The values of `osm-landuse-13` are those of Schultz
 * et al. 2017, as osmlanduseR lists them; the keys they belong to, and the kinds of coastal wetland, are our reading.
 *
 * @throws {LabelSourceError} `SOURCE_UNKNOWN`
 * @see {@link https://wiki.openstreetmap.org/wiki/Map_features | OpenStreetMap wiki, map features}
 * @see {@link https://doi.org/10.1016/j.jag.2017.07.014 | Schultz et al. 2017}
 *
 * @example
 * ```ts
 * const { classes } = osmRules("osm-landuse-13");
 * ```
 */
export function osmRules(name: string): OsmRules {
  const found = SETS[name];
  if (found !== undefined) return OsmRules.parse(found);
  const names = osmRuleNames();
  const near = nearestId(name, names);
  throw new LabelSourceError("SOURCE_UNKNOWN", {
    message: `OpenStreetMap rules "${name}" are not known, expected one of ${names.join(", ")}${near === null ? "; write your own as YAML" : `; did you mean "${near}"?`}`,
    context: { name, names },
  });
}
