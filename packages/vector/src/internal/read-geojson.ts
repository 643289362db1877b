import { VectorError } from "../errors.ts";
import type { Feature } from "../feature.ts";
import { isGeometryType } from "./check-feature.ts";
import { crsOfMember, LON_LAT } from "./crs.ts";
import { fileChunks } from "./file-chunks.ts";
import { type JsonPart, JsonScanner, parsedPart } from "./json-scanner.ts";
import { osmReading } from "./osm-reading.ts";
import { overpassElements } from "./overpass-elements.ts";
import type { OpenRequest, Pass, Reading } from "./reading.ts";

const LONG = ["features", "elements"];

/**
 * Looks through a JSON file once: its brackets, its members, and how many features it holds. Features are parsed when
 * they are asked for, one by one.
 *
 * @throws {VectorError} `NOT_JSON`, `FORMAT_UNKNOWN`, `FORMAT_UNSUPPORTED`, `CRS_UNUSABLE`, `FILE_TOO_LARGE`
 */
export async function geoJsonReading(name: string, request: OpenRequest): Promise<Reading> {
  const { members, arrays, items } = await outline(name, request.signal);
  const type = members.get("type");
  if (type === undefined && arrays.has("elements")) {
    const read = (signal?: AbortSignal) => overpassElements(name, jsonItems(name, "elements", signal));
    return osmReading(name, "overpass-json", { ...request, read });
  }
  const isList = type === "FeatureCollection";
  if (!isList && type !== "Feature" && !isGeometryType(type)) throw notGeoJson(name, type);
  if (isList !== arrays.has("features")) throw wrongFeatures(name, type);
  const [member, single] = [members.get("crs"), Object.fromEntries(members)];
  return {
    format: "geojson",
    crs: member === undefined ? null : crsOfMember(member, name),
    fallbackCrs: LON_LAT,
    featureCount: isList ? items : 1,
    notes: [],
    features: (pass) => (isList ? collection(name, pass) : one(name, single, pass)),
  };
}

async function outline(name: string, signal: AbortSignal | undefined) {
  const scanner = new JsonScanner(name, LONG);
  const members = new Map<string, unknown>();
  let items = 0;
  for await (const part of parts(name, scanner, signal)) {
    if (part.kind === "item") items += 1;
    else members.set(part.key, parsedPart(name, part));
  }
  return { members, arrays: scanner.arrays, items };
}

async function* parts(name: string, scanner: JsonScanner, signal?: AbortSignal): AsyncGenerator<JsonPart> {
  for await (const chunk of fileChunks(name, signal)) yield* scanner.push(chunk);
  scanner.end();
}

async function* jsonItems(name: string, key: string, signal?: AbortSignal): AsyncGenerator<unknown> {
  for await (const part of parts(name, new JsonScanner(name, LONG), signal))
    if (part.kind === "item" && part.key === key) yield parsedPart(name, part);
}

async function* collection(name: string, { tally, isLonLat, signal }: Pass): AsyncGenerator<Feature> {
  let number = 0;
  for await (const value of jsonItems(name, "features", signal)) {
    number += 1;
    const feature = tally.checked(value, { file: name, number, isLonLat });
    if (feature !== null) yield feature;
  }
}

async function* one(name: string, value: unknown, { tally, isLonLat }: Pass): AsyncGenerator<Feature> {
  const feature = tally.checked(value, { file: name, number: 1, isLonLat });
  if (feature !== null) yield feature;
}

function notGeoJson(name: string, type: unknown): VectorError {
  const isTopology = type === "Topology";
  const what = isTopology
    ? "is TopoJSON"
    : type === undefined
      ? 'has no "type"'
      : `has the type ${JSON.stringify(type)}`;
  return new VectorError(isTopology ? "FORMAT_UNSUPPORTED" : "FORMAT_UNKNOWN", {
    message: `"${name}" ${what}, but a FeatureCollection, a Feature, a geometry or Overpass elements were expected; convert it: ogr2ogr -f GeoJSON out.geojson "${name}"`,
    context: { name, type },
  });
}

function wrongFeatures(name: string, type: unknown): VectorError {
  return new VectorError("BROKEN_STRUCTURE", {
    message:
      type === "FeatureCollection"
        ? `"${name}" is a FeatureCollection without a list of "features", but one was expected; correct the file`
        : `"${name}" has the type "${String(type)}" and a list of "features", but only a FeatureCollection holds one; correct the file`,
    context: { name, type },
  });
}
