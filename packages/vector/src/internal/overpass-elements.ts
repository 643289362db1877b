import type { Position } from "../feature.ts";
import { isObject } from "./check-feature.ts";
import { brokenOsm, memberType, type OsmElement, type OsmMember, type Tags } from "./osm-element.ts";

/**
 * Elements of Overpass JSON, also with `out geom`, which repeats the places inside of ways and members.
 *
 * @throws {VectorError} `BROKEN_STRUCTURE`
 */
export async function* overpassElements(
  name: string,
  values: AsyncIterable<unknown>,
): AsyncGenerator<readonly OsmElement[]> {
  let number = 0;
  for await (const value of values) {
    number += 1;
    const element = isObject(value) ? elementOf(value) : null;
    if (element === null)
      throw brokenOsm(name, `element ${number} has no type, id or place that can be read`);
    if (element !== "other") yield [element];
  }
}

/** Null where it is broken; "other" for what is neither node, way nor relation (areas, counts). */
function elementOf(value: Record<string, unknown>): OsmElement | "other" | null {
  const type = memberType(value["type"]);
  if (type === null) return typeof value["type"] === "string" ? "other" : null;
  const { id, lat, lon, nodes = [], geometry = null, members = [] } = value;
  const tags = isObject(value["tags"]) ? (value["tags"] as Tags) : null;
  if (typeof id !== "number" || !Number.isSafeInteger(id)) return null;
  if (type === "node")
    return isNumber(lat) && isNumber(lon) ? { type, id, longitude: lon, latitude: lat, tags } : null;
  if (type === "way") {
    const isRead = Array.isArray(nodes) && nodes.every(Number.isSafeInteger);
    return isRead ? { type, id, refs: nodes as number[], places: placesOf(geometry), tags } : null;
  }
  const read = Array.isArray(members) ? members.map(memberOf) : [null];
  return read.every((member) => member !== null) ? { type, id, members: read, tags } : null;
}

function memberOf(value: unknown): OsmMember | null {
  if (!isObject(value)) return null;
  const { ref, geometry = null } = value;
  const type = memberType(value["type"]);
  if (type === null || typeof ref !== "number") return null;
  return { type, ref, places: placesOf(geometry) };
}

/** `out geom` writes null for nodes outside of the box that was asked for. */
function placesOf(geometry: unknown): readonly (Position | null)[] | null {
  if (!Array.isArray(geometry)) return null;
  return geometry.map((place) =>
    isObject(place) && isNumber(place["lat"]) && isNumber(place["lon"]) ? [place["lon"], place["lat"]] : null,
  );
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
