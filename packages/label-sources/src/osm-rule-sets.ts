import { LabelSourceError } from "./errors.ts";
import { nearestId } from "./internal/nearest-id.ts";
import { OsmRules } from "./osm-rules.ts";

const OTHER_AND_BUILDING = [
  { value: 0, name: "other" },
  { value: 1, name: "building" },
];

/** Widths by kind of road. They are our assumption: two lanes of about 3 m, wider for motorways, narrower for paths. */
const ROADS: readonly (readonly [values: readonly string[], metres: number])[] = [
  [["motorway", "trunk"], 12],
  [["motorway_link", "trunk_link", "primary"], 9],
  [["secondary", "primary_link", "secondary_link", "tertiary", "tertiary_link"], 7],
  [["residential", "unclassified", "living_street", "road"], 6],
  [["service", "track", "pedestrian"], 4],
  [["footway", "cycleway", "path", "bridleway", "steps"], 2],
];

const LAND_COVER = ["other", "water", "forest", "grass", "crops", "bare", "wetland", "road", "building"];
const rule = (name: string, key: string, values: readonly string[] | "*", order: number) => ({
  class: name,
  key,
  values: values === "*" ? values : [...values],
  order,
});

const SETS: Readonly<Record<string, OsmRules>> = {
  "osm-buildings": {
    name: "osm-buildings",
    classes: OTHER_AND_BUILDING,
    rules: [{ class: "building", key: "building", values: "*" }],
  },
  "osm-landcover": {
    name: "osm-landcover",
    classes: LAND_COVER.map((name, value) => ({ value, name })),
    rules: [
      rule("building", "building", "*", 5),
      ...ROADS.map(([values, widthMetres]) => ({ ...rule("road", "highway", values, 4), widthMetres })),
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
};

/**
 * Rules that come with the package: `osm-buildings` and `osm-landcover`. Keys and values are those of the OpenStreetMap
 * wiki's map features; which class they make, and the widths of roads and streams, are our assumption: change them.
 *
 * @throws {LabelSourceError} `SOURCE_UNKNOWN`
 * @see {@link https://wiki.openstreetmap.org/wiki/Map_features | OpenStreetMap wiki, map features}
 */
export function osmRules(name: string): OsmRules {
  const found = SETS[name];
  if (found !== undefined) return OsmRules.parse(found);
  const names = Object.keys(SETS);
  const near = nearestId(name, names);
  throw new LabelSourceError("SOURCE_UNKNOWN", {
    message: `OpenStreetMap rules "${name}" are not known, expected one of ${names.join(", ")}${near === null ? "; write your own as YAML" : `; did you mean "${near}"?`}`,
    context: { name, names },
  });
}
