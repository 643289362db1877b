import type { Feature, Geometry, Line, Position } from "../feature.ts";
import type { VectorFormat } from "../vector-source.ts";
import { assembleRings } from "./assemble-rings.ts";
import { LON_LAT } from "./crs.ts";
import { nestRings } from "./nest-rings.ts";
import { NodePlaces } from "./node-places.ts";
import { isArea } from "./osm-areas.ts";
import type { OsmElement, OsmRelation, OsmWay, Tags } from "./osm-element.ts";
import type { Pass, Reading } from "./reading.ts";

/** How a file gives its elements, some at a time, from the first on at each call. */
interface OsmRequest {
  readonly mostNodes: number;
  readonly read: (signal?: AbortSignal) => AsyncIterable<Iterable<OsmElement>>;
}

/** A multipolygon, and the places of its ways as they are met. */
interface Multipolygon {
  readonly relation: OsmRelation;
  readonly tags: Tags;
  /** By the id of the way; null while it was not met, or where a node of it is missing. */
  readonly lines: Map<number, Line | null>;
}

/**
 * OpenStreetMap data as features: tagged nodes as points, tagged ways as lines or, closed and by their tags, as areas,
 * and relations of type multipolygon and boundary as (multi)polygons. Tags are the properties, `way/12` is the id.
 * Reads twice: nodes and relations first, so that ways and features need not be held.
 */
export function osmReading(name: string, format: VectorFormat, request: OsmRequest): Reading {
  return {
    format,
    crs: LON_LAT,
    fallbackCrs: LON_LAT,
    featureCount: null,
    notes: [
      "areas and lines are told apart by tags; relations other than multipolygons and boundaries are left out, as are elements without tags",
    ],
    features: (pass) => features(name, request, pass),
  };
}

async function* features(name: string, { read, mostNodes }: OsmRequest, pass: Pass): AsyncGenerator<Feature> {
  const places = new NodePlaces(name, mostNodes);
  const relations: Multipolygon[] = [];
  for await (const elements of read(pass.signal)) {
    for (const element of elements) {
      if (element.type === "node") places.add(element.id, element.longitude, element.latitude);
      else if (element.type === "relation") addRelation(element, relations, pass);
    }
  }
  const byWay = relationsByWay(relations);
  const give = giver(name, pass);
  for await (const elements of read(pass.signal)) {
    for (const element of elements) {
      if (element.type === "relation") continue;
      const made = element.type === "way" ? wayGeometry(element, { places, byWay, pass }) : pointOf(element);
      const feature = give(`${element.type}/${element.id}`, element.tags, made);
      if (feature !== null) yield feature;
    }
  }
  for (const multipolygon of relations) {
    const made = multipolygonGeometry(multipolygon, pass);
    const feature = give(`relation/${multipolygon.relation.id}`, multipolygon.tags, made);
    if (feature !== null) yield feature;
  }
}

/** Makes and checks features, and counts them. */
function giver(name: string, { tally }: Pass) {
  let number = 0;
  return (id: string, tags: Tags | null, geometry: Geometry | null): Feature | null => {
    if (geometry === null) return null;
    number += 1;
    const value = { type: "Feature", id, properties: { ...tags }, geometry };
    return tally.checked(value, { file: name, number, isLonLat: true });
  };
}

function addRelation(relation: OsmRelation, relations: Multipolygon[], { tally }: Pass): void {
  const { id, tags, members } = relation;
  const type = tags?.["type"];
  const who = `relation/${id}`;
  if (tags === null || (type !== "multipolygon" && type !== "boundary"))
    tally.leaveOut("relation of a type without an area", who);
  else if (Object.keys(tags).length < 2) tally.leaveOut("multipolygon without tags of its own", who);
  else {
    const ways = members.filter((member) => member.type === "way");
    const lines = new Map(ways.map(({ ref, places }) => [ref, places === null ? null : wholeLine(places)]));
    relations.push({ relation, tags, lines });
  }
}

function relationsByWay(relations: readonly Multipolygon[]): ReadonlyMap<number, readonly Multipolygon[]> {
  const byWay = new Map<number, Multipolygon[]>();
  for (const multipolygon of relations)
    for (const way of multipolygon.lines.keys()) byWay.set(way, [...(byWay.get(way) ?? []), multipolygon]);
  return byWay;
}

function pointOf(node: OsmElement): Geometry | null {
  if (node.type !== "node" || !isTagged(node.tags)) return null;
  return { type: "Point", coordinates: [node.longitude, node.latitude] };
}

interface WayPlace {
  readonly places: NodePlaces;
  readonly byWay: ReadonlyMap<number, readonly Multipolygon[]>;
  readonly pass: Pass;
}

/** Null for a way that is no feature of its own. Hands its nodes to the multipolygons that it is part of. */
function wayGeometry(way: OsmWay, { places, byWay, pass }: WayPlace): Geometry | null {
  const owners = byWay.get(way.id) ?? [];
  const isFeature = isTagged(way.tags) && !owners.some(({ tags }) => isPartOf(way.tags ?? {}, tags));
  if (!isFeature && owners.length === 0) return null;
  const line = wholeLine(way.places ?? way.refs.map((ref) => places.place(ref)));
  for (const { lines } of owners) if (lines.get(way.id) === null) lines.set(way.id, line);
  if (!isFeature) return null;
  const who = `way/${way.id}`;
  if (line === null) pass.tally.leaveOut("way with nodes that are not in the file", who);
  else if (line.length < 2) pass.tally.leaveOut("way of fewer than 2 nodes", who);
  else
    return isClosed(line) && isArea(way.tags ?? {})
      ? { type: "Polygon", coordinates: [line] }
      : { type: "LineString", coordinates: line };
  return null;
}

/** Null where a place is missing. */
function wholeLine(places: readonly (Position | null)[]): Line | null {
  const known = places.filter((place) => place !== null);
  return known.length === places.length ? known : null;
}

function isClosed(line: Line): boolean {
  const [[x, y] = [], [lastX, lastY] = []] = [line[0], line.at(-1)];
  return line.length >= 4 && x === lastX && y === lastY;
}

function multipolygonGeometry({ relation, lines }: Multipolygon, { tally }: Pass): Geometry | null {
  const reason = (what: string) => {
    tally.leaveOut(`multipolygon ${what}`, `relation/${relation.id}`);
    return null;
  };
  const known = [...lines.values()].filter((line) => line !== null);
  if (known.length < lines.size) return reason("with members that are not in the file");
  if (lines.size === 0) return reason("without ways");
  const rings = assembleRings(known.filter((line) => line.length > 1));
  if (rings === null) return reason("with a ring that does not close");
  return rings.length > 0 && rings.every(isClosed)
    ? polygonsOf(rings)
    : reason("with a ring of fewer than 4 positions");
}

function polygonsOf(rings: readonly Line[]): Geometry {
  const polygons = nestRings(rings);
  const [only] = polygons;
  return polygons.length === 1 && only !== undefined
    ? { type: "Polygon", coordinates: only }
    : { type: "MultiPolygon", coordinates: polygons };
}

function isTagged(tags: Tags | null): boolean {
  return tags !== null && Object.keys(tags).length > 0;
}

/** Old data repeat the tags of a multipolygon on its ways: drawn twice, its holes would be filled. */
function isPartOf(tags: Tags, whole: Tags): boolean {
  return Object.entries(tags).every(([key, value]) => whole[key] === value);
}
