import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type OpenVectorOptions, openVector, type VectorErrorCode } from "../src/index.ts";
import { featuresOf, fileOf, fixture, refusal } from "./support/files.ts";

const collection = (...features: string[]) =>
  `{"type":"FeatureCollection","features":[${features.join(",")}]}`;
const feature = (geometry: string) => collection(`{"type":"Feature","properties":{},"geometry":${geometry}}`);
const polygon = (coordinates: string) => feature(`{"type":"Polygon","coordinates":${coordinates}}`);
const point = (coordinates: string) => feature(`{"type":"Point","coordinates":${coordinates}}`);
const deep = (levels: number) =>
  feature('{"type":"GeometryCollection","geometries":['.repeat(levels) + "]}".repeat(levels));

/** Content, the code of the refusal, and words of its message. */
interface Case {
  readonly content: string | Uint8Array;
  readonly code: VectorErrorCode;
  readonly words: string;
  readonly options: OpenVectorOptions | undefined;
}

type Row = readonly [
  name: string,
  content: Case["content"],
  code: VectorErrorCode,
  words: string,
  options?: OpenVectorOptions,
];

const CASES: readonly Row[] = [
  ["nothing", "", "FORMAT_UNKNOWN", "is empty (0 bytes)"],
  ["white space", " \n\n ", "FORMAT_UNKNOWN", "starts with"],
  ["text", "hello world", "FORMAT_UNKNOWN", 'starts with "hello world"'],
  ["zeros", new Uint8Array(5000), "FORMAT_UNKNOWN", "starts with"],
  ["a JSON array", "[1,2]", "FORMAT_UNSUPPORTED", "is a JSON array"],
  ["a JSON string", '"x"', "FORMAT_UNKNOWN", "starts with"],
  ["gzip", Uint8Array.of(0x1f, 0x8b, 8, 0), "FORMAT_UNSUPPORTED", "gunzip -k"],
  ["bzip2", "BZh91AY", "FORMAT_UNSUPPORTED", "bunzip2 -k"],
  ["ZIP", "PK\u0003\u0004xx", "FORMAT_UNSUPPORTED", "unzip"],
  ["GeoPackage", "SQLite format 3\u0000xxxx", "FORMAT_UNSUPPORTED", "ogr2ogr -f FlatGeobuf"],
  ["GeoParquet", "PAR1xxxx", "FORMAT_UNSUPPORTED", "ogr2ogr -f FlatGeobuf"],
  ["GeoTIFF", "II*\u0000xxxx", "FORMAT_UNSUPPORTED", "polygonize"],
  ["an empty object", "{}", "FORMAT_UNKNOWN", 'has no "type"'],
  ["TopoJSON", '{"type":"Topology","objects":{}}', "FORMAT_UNSUPPORTED", "is TopoJSON"],
  ["another type", '{"type":"Map"}', "FORMAT_UNKNOWN", 'has the type "Map"'],
  ["a type that is no text", '{"type":5}', "FORMAT_UNKNOWN", "has the type 5"],
  [
    "a collection without features",
    '{"type":"FeatureCollection"}',
    "BROKEN_STRUCTURE",
    'without a list of "features"',
  ],
  [
    "features that are no list",
    '{"type":"FeatureCollection","features":{}}',
    "BROKEN_STRUCTURE",
    'without a list of "features"',
  ],
  [
    "a feature with features",
    '{"type":"Feature","features":[]}',
    "BROKEN_STRUCTURE",
    "only a FeatureCollection holds one",
  ],
  ["a file that was cut off", point("[1,2]").slice(0, -4), "NOT_JSON", "ends in the middle"],
  ["a file that was cut off in a text", '{"type":"Feat', "NOT_JSON", "ends in the middle"],
  ["text after the end", `${point("[1,2]")} x`, "NOT_JSON", "the end of the file"],
  ["a comma too many", '{"type":"FeatureCollection","features":[],}', "NOT_JSON", "a key in quotes"],
  ["a comma before the first feature", '{"type":"FeatureCollection","features":[,]}', "NOT_JSON", "line 1"],
  [
    "a comma after the last feature",
    `{"type":"FeatureCollection","features":[{"type":"Feature"},]}`,
    "NOT_JSON",
    "line 1",
  ],
  ["a missing comma", '{"type":"FeatureCollection"\n"features":[]}', "NOT_JSON", "line 2, byte 28"],
  ["a missing colon", '{"type" "FeatureCollection"}', "NOT_JSON", 'a colon after "type"'],
  ["a key without quotes", "{type:1}", "NOT_JSON", "a key in quotes"],
  ["a key twice", '{"type":"Feature","type":"Feature"}', "NOT_JSON", 'the key "type" stands twice'],
  ["a wrong bracket", '{"type":"FeatureCollection","features":[{"type":"Feature"]]}', "NOT_JSON", "line 1"],
  [
    "a wrong word",
    collection('{"type":"Feature","properties":{"a":nul},"geometry":null}'),
    "NOT_JSON",
    "line 1, byte 40",
  ],
  ["NaN", point("[NaN,2]"), "NOT_JSON", "NaN"],
  [
    "bytes that are no UTF-8",
    Buffer.concat([Buffer.from('{"type":"'), Uint8Array.of(0xff, 0xfe), Buffer.from('"}')]),
    "NOT_JSON",
    "line 1",
  ],
  ["UTF-16", Buffer.from(`\ufeff${point("[1,2]")}`, "utf16le"), "FORMAT_UNKNOWN", "starts with"],
  [
    "a linked CRS",
    '{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"x"}},"features":[]}',
    "CRS_UNUSABLE",
    "links to a file",
  ],
  [
    "a CRS without a name",
    '{"type":"FeatureCollection","crs":{},"features":[]}',
    "CRS_UNUSABLE",
    "names no system",
  ],
  [
    "a CRS that nobody knows",
    '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"Gotham"}},"features":[]}',
    "CRS_UNUSABLE",
    "Gotham",
  ],
  ["a feature that is a number", collection("1"), "GEOMETRY_BROKEN", "feature 1 is 1"],
  ["a feature that is null", collection("null"), "GEOMETRY_BROKEN", "feature 1 is null"],
  [
    "a feature of another type",
    collection('{"type":"Fetaure"}'),
    "GEOMETRY_BROKEN",
    'has the type "Fetaure"',
  ],
  ["a feature in a list too many", collection("[]"), "GEOMETRY_BROKEN", "is a list of 0"],
  [
    "properties that are a list",
    collection('{"type":"Feature","properties":[],"geometry":null}'),
    "GEOMETRY_BROKEN",
    "as properties",
  ],
  [
    "an id that is an object",
    collection('{"type":"Feature","id":{},"properties":{},"geometry":null}'),
    "GEOMETRY_BROKEN",
    "as id",
  ],
  ["a geometry that is text", feature('"x"'), "GEOMETRY_BROKEN", 'has "x" as geometry'],
  ["a geometry without a type", feature("{}"), "GEOMETRY_BROKEN", "has the geometry type nothing"],
  [
    "a geometry of another type",
    feature('{"type":"Circle"}'),
    "GEOMETRY_BROKEN",
    'the geometry type "Circle"',
  ],
  [
    "a type that every object has",
    feature('{"type":"constructor","coordinates":[]}'),
    "GEOMETRY_BROKEN",
    '"constructor"',
  ],
  ["no coordinates", feature('{"type":"Polygon"}'), "GEOMETRY_BROKEN", "has nothing as coordinates"],
  ["a point of one number", point("[1]"), "GEOMETRY_BROKEN", "2 numbers or more"],
  ["a point of text", point('["1","2"]'), "GEOMETRY_BROKEN", "finite number"],
  ["a point of null", point("[null,2]"), "GEOMETRY_BROKEN", "finite number"],
  ["an infinite number", point("[1e999,2]"), "GEOMETRY_BROKEN", "Infinity"],
  ["a height that is text", point('[1,2,"3"]'), "GEOMETRY_BROKEN", "finite number"],
  [
    "a line of one position",
    feature('{"type":"LineString","coordinates":[[1,2]]}'),
    "GEOMETRY_BROKEN",
    "2 or more were expected",
  ],
  [
    "a line nested too deep",
    feature('{"type":"LineString","coordinates":[[[1,2],[3,4]]]}'),
    "GEOMETRY_BROKEN",
    "finite number",
  ],
  ["a polygon without rings", polygon("[]"), "GEOMETRY_BROKEN", "empty list"],
  ["a polygon with an empty ring", polygon("[[]]"), "GEOMETRY_BROKEN", "empty list as ring 1"],
  [
    "a polygon that is a ring",
    polygon("[[0,0],[1,0],[1,1],[0,0]]"),
    "GEOMETRY_BROKEN",
    "has 0 as a position in ring 1",
  ],
  [
    "a ring of three positions",
    polygon("[[[0,0],[1,0],[0,0]]]"),
    "GEOMETRY_BROKEN",
    "has 3 positions in ring 1, but 4",
  ],
  [
    "an open ring",
    polygon("[[[0,0],[1,0],[1,1],[0,1]]]"),
    "GEOMETRY_BROKEN",
    "first position 0, 0 and the last 0, 1",
  ],
  [
    "an open hole",
    polygon("[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,2]]]"),
    "GEOMETRY_BROKEN",
    "ring 2",
  ],
  [
    "a multipolygon without polygons",
    feature('{"type":"MultiPolygon","coordinates":[]}'),
    "GEOMETRY_BROKEN",
    "empty list",
  ],
  ["a latitude above 90", point("[0,91]"), "GEOMETRY_BROKEN", "option crs"],
  ["metres taken for degrees", point("[500000,5000000]"), "GEOMETRY_BROKEN", "option crs"],
  ["collections in collections", deep(20), "GEOMETRY_BROKEN", "deep"],
  ["collections without end", deep(100_000), "GEOMETRY_BROKEN", "deep"],
  ["a collection of nothing", feature('{"type":"GeometryCollection"}'), "GEOMETRY_BROKEN", "as geometries"],
  [
    "a line of a sequence that is no JSON",
    '{"type":"Point","coordinates":[1,2]}\n{"type":\n',
    "NOT_JSON",
    "line 2, byte 37",
  ],
  [
    "a collection within a sequence",
    `${point("[1,2]")}\n${point("[1,2]")}\n`,
    "GEOMETRY_BROKEN",
    'has the type "FeatureCollection"',
  ],
  [
    "two systems in one sequence",
    '{"type":"Point","coordinates":[1,2]}\n{"type":"Point","coordinates":[1,2],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}',
    "CRS_MISMATCH",
    "feature 2 is in EPSG:3857",
  ],
  [
    "an object read as a sequence",
    '{"type":\n"Point","coordinates":[1,2]}',
    "NOT_JSON",
    "line 1",
    { format: "geojson-lines" },
  ],
  [
    "a sequence read as an object",
    '{"type":"Point","coordinates":[1,2]}\n{"type":"Point","coordinates":[1,2]}',
    "NOT_JSON",
    "geojson-lines",
    { format: "geojson" },
  ],
  [
    "an option that nobody knows",
    point("[1,2]"),
    "OPTIONS_REFUSED",
    "crss",
    { crss: 3 } as OpenVectorOptions,
  ],
  ["a CRS of the options that nobody knows", point("[1,2]"), "CRS_UNUSABLE", "Gotham", { crs: "Gotham" }],
  ["HTML", "<!doctype html><html></html>", "BROKEN_STRUCTURE", "not well-formed"],
  ["KML", '<?xml version="1.0"?><kml></kml>', "FORMAT_UNSUPPORTED", "starts with <kml>"],
  ["a file of changes", "<osmChange></osmChange>", "FORMAT_UNSUPPORTED", "osmium apply-changes"],
  [
    "XML with entities of its own",
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><osm/>',
    "BROKEN_STRUCTURE",
    "<!DOCTYPE",
  ],
  ["XML that was cut off", "<osm><node id='1'", "BROKEN_STRUCTURE", "ends inside of"],
  ["XML without an end", "<osm><node id='1' lat='1' lon='1'/>", "BROKEN_STRUCTURE", "before </osm>"],
  [
    "XML that closes another tag",
    "<osm><way id='1'></node></osm>",
    "BROKEN_STRUCTURE",
    "</way> was expected",
  ],
  ["attributes without quotes", "<osm><node id=1/></osm>", "BROKEN_STRUCTURE", "attributes"],
  [
    "an unknown entity",
    "<osm><node id='1' lat='0' lon='0'><tag k='a' v='&x;'/></node></osm>",
    "BROKEN_STRUCTURE",
    "is no entity",
  ],
  ["a node without a place", "<osm><node id='1'/></osm>", "BROKEN_STRUCTURE", "node 1 lies at"],
  ["a node without an id", "<osm><node lat='0' lon='0'/></osm>", "BROKEN_STRUCTURE", "id of a node"],
  ["a way of texts", "<osm><way id='1'><nd ref='x'/></way></osm>", "BROKEN_STRUCTURE", "ref of a node"],
  [
    "a member of a type that nobody knows",
    "<osm><relation id='1'><member type='x' ref='1' role=''/></relation></osm>",
    "BROKEN_STRUCTURE",
    "a member has the type",
  ],
  [
    "two versions of a node",
    "<osm><node id='1' lat='0' lon='0'/><node id='1' lat='0' lon='0'/><way id='1'><nd ref='1'/><nd ref='1'/><tag k='a' v='b'/></way></osm>",
    "BROKEN_STRUCTURE",
    "more than once",
  ],
  [
    "XML that is not UTF-8",
    Buffer.concat([Buffer.from("<osm><node id='"), Uint8Array.of(0xff), Buffer.from("'/></osm>")]),
    "BROKEN_STRUCTURE",
    "not UTF-8",
  ],
  ["Overpass elements that are numbers", '{"elements":[1]}', "BROKEN_STRUCTURE", "element 1"],
  [
    "Overpass nodes without a place",
    '{"elements":[{"type":"node","id":1}]}',
    "BROKEN_STRUCTURE",
    "element 1",
  ],
  [
    "FlatGeobuf of another version",
    Uint8Array.of(0x66, 0x67, 0x62, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    "FORMAT_UNSUPPORTED",
    "version 2",
  ],
  [
    "FlatGeobuf without a header",
    Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0),
    "BROKEN_STRUCTURE",
    "has 8 bytes, but 12",
  ],
  [
    "FlatGeobuf with a header that is too large",
    Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0, 0xff, 0xff, 0xff, 0x7f),
    "BROKEN_STRUCTURE",
    "header announces",
  ],
  [
    "FlatGeobuf that was cut off",
    readFileSync(fixture("areas.fgb")).subarray(0, -9),
    "BROKEN_STRUCTURE",
    "announces",
  ],
  [
    "FlatGeobuf cut off between features",
    readFileSync(fixture("points.fgb")).subarray(0, -80),
    "BROKEN_STRUCTURE",
    "700 features",
  ],
  [
    "PBF that was cut off",
    readFileSync(fixture("town.osm.pbf")).subarray(0, -9),
    "BROKEN_STRUCTURE",
    "a block of",
  ],
  ["PBF packed by LZ4", readFileSync(fixture("town-lz4.osm.pbf")), "FORMAT_UNSUPPORTED", "LZ4"],
  ["a shapefile", readFileSync(fixture("shape.shp")), "FORMAT_UNSUPPORTED", "is a shapefile"],
];

describe("a file that cannot be read is refused by name", () => {
  test.each(
    CASES.map(([name, content, code, words, options]): [string, Case] => [
      name,
      { content, code, words, options },
    ]),
  )("%s", async (_, { content, code, words, options }) => {
    const path = fileOf(content, "data.any");
    const found = await refusal(() => featuresOf(path, options));
    expect(found.code, found.message).toBe(code);
    expect(found.message).toContain(words);
    expect(found.message).not.toContain("\n");
  });

  test("a folder and a file that is not there", async () => {
    expect(await refusal(() => openVector(import.meta.dirname))).toMatchObject({ code: "FILE_UNREADABLE" });
    const found = await refusal(() => openVector(join(import.meta.dirname, "none.geojson")));
    expect(found.message).toContain("does not exist");
  });

  test("more nodes than allowed", async () => {
    const found = await refusal(() => featuresOf(fixture("town.osm"), { mostNodes: 10 }));
    expect(found).toMatchObject({
      code: "FILE_TOO_LARGE",
      message: expect.stringContaining("more than 10 nodes"),
    });
  });
});
