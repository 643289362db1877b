import type { Tags } from "./osm-element.ts";

/** Values of a key that make a closed way an area: all, only these, or all but these. `no` never does. */
type AreaRule = "all" | { readonly only: readonly string[] } | { readonly not: readonly string[] };

/**
 * Which closed ways are areas, as overpass turbo and osmtogeojson decide.
 *
 * @see {@link https://wiki.openstreetmap.org/wiki/Overpass_turbo/Polygon_Features | Overpass turbo/Polygon Features}
 */
const AREA_RULES: Readonly<Record<string, AreaRule>> = {
  aeroway: { not: ["taxiway"] },
  amenity: "all",
  area: "all",
  "area:highway": "all",
  barrier: { only: ["city_wall", "ditch", "hedge", "retaining_wall", "spikes", "wall"] },
  boundary: "all",
  building: "all",
  "building:part": "all",
  craft: "all",
  golf: "all",
  highway: { only: ["elevator", "escape", "rest_area", "services"] },
  historic: "all",
  indoor: "all",
  landuse: "all",
  leisure: "all",
  man_made: { not: ["cutline", "embankment", "pipeline"] },
  military: "all",
  natural: { not: ["arete", "cliff", "coastline", "ridge", "tree_row"] },
  office: "all",
  place: "all",
  power: { only: ["generator", "plant", "substation", "transformer"] },
  public_transport: "all",
  railway: { only: ["platform", "roundhouse", "station", "turntable"] },
  ruins: "all",
  shop: "all",
  tourism: "all",
  waterway: { only: ["boatyard", "dam", "dock", "riverbank"] },
};

/** Whether the tags of a closed way say that it is an area, not a line that ends where it began. */
export function isArea(tags: Tags): boolean {
  if (tags["area"] === "no") return false;
  return Object.entries(tags).some(([key, value]) => {
    const rule = Object.hasOwn(AREA_RULES, key) ? AREA_RULES[key] : undefined;
    if (rule === undefined || value === "no") return false;
    if (rule === "all") return true;
    return "only" in rule ? rule.only.includes(value) : !rule.not.includes(value);
  });
}
