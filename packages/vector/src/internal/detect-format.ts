import { VectorError } from "../errors.ts";
import type { VectorFormat } from "../vector-source.ts";
import { FileCursor } from "./file-cursor.ts";
import { MAGIC } from "./flatgeobuf-header.ts";

const FIRST_BYTES = 2 ** 16;
const RECORD_SEPARATOR = "\u001e";

/** First bytes of formats that are known, but not read; the words that follow "is". */
const OTHERS: readonly (readonly [start: string, what: string, advice: string])[] = [
  ["\u0000\u0000'\n", "a shapefile", "convert"],
  ["SQLite format 3", "a GeoPackage or another SQLite file", "convert"],
  ["PAR1", "GeoParquet", "convert"],
  ["ARROW1", "GeoArrow", "convert"],
  ["\u001f\u008b", "packed by gzip", "gunzip"],
  ["BZh", "packed by bzip2", "bunzip2"],
  ["PK\u0003\u0004", "a ZIP archive", "unzip"],
  ["II*\u0000", "a TIFF, a raster", "polygonize"],
  ["MM\u0000*", "a TIFF, a raster", "polygonize"],
  ["[", "a JSON array", "wrap"],
];

/**
 * The format of a file by its content; its name decides nothing.
 *
 * @throws {VectorError} `FORMAT_UNKNOWN`, `FORMAT_UNSUPPORTED` with the command that converts, `FILE_UNREADABLE`
 */
export async function detectFormat(name: string): Promise<VectorFormat> {
  const cursor = await FileCursor.open(name);
  try {
    const bytes = await cursor.take(Math.min(FIRST_BYTES, cursor.size));
    if (MAGIC.slice(0, 3).every((byte, at) => bytes[at] === byte)) return "flatgeobuf";
    const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
    if (start.startsWith("\n\tOSMHeader", 4)) return "osm-pbf";
    const text = new TextDecoder().decode(bytes).trimStart(); // which drops a byte order mark
    if (text.startsWith("<")) return "osm-xml";
    if (text.startsWith(RECORD_SEPARATOR)) return "geojson-lines";
    if (text.startsWith("{")) return isOneALine(text) ? "geojson-lines" : "geojson";
    throw refused(name, start, bytes.length);
  } finally {
    await cursor.close();
  }
}

/** A whole object on the first line, and another one below it. */
function isOneALine(text: string): boolean {
  const end = text.indexOf("\n");
  if (end === -1) return false;
  const next = text.slice(end).trimStart();
  return next.startsWith("{") && isObjectText(text.slice(0, end));
}

function isObjectText(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function refused(name: string, start: string, size: number): VectorError {
  const expected = "but GeoJSON, FlatGeobuf or OpenStreetMap data were expected";
  if (size === 0) {
    return new VectorError("FORMAT_UNKNOWN", {
      message: `"${name}" is empty (0 bytes), ${expected}; get or write the file again`,
      context: { name },
    });
  }
  const [, what, advice = "convert"] = OTHERS.find(([first]) => start.startsWith(first)) ?? [];
  const found = what === undefined ? `starts with ${JSON.stringify(start.slice(0, 12))}` : `is ${what}`;
  return new VectorError(what === undefined ? "FORMAT_UNKNOWN" : "FORMAT_UNSUPPORTED", {
    message: `"${name}" ${found}, ${expected}; ${ADVICE[advice]?.(name)}`,
    context: { name },
  });
}

const ADVICE: Readonly<Record<string, (name: string) => string>> = {
  convert: (name) => `convert it: ogr2ogr -f FlatGeobuf out.fgb "${name}"`,
  gunzip: (name) => `unpack it: gunzip -k "${name}"`,
  bunzip2: (name) => `unpack it: bunzip2 -k "${name}", or convert it: osmium cat -o out.osm.pbf "${name}"`,
  unzip: (name) =>
    `unpack it: unzip "${name}"; ogr2ogr reads what is inside: ogr2ogr -f FlatGeobuf out.fgb "/vsizip/${name}"`,
  polygonize: () => "open it with @undercoat/geotiff, and trace labels with polygonize",
  wrap: () => 'put the features into { "type": "FeatureCollection", "features": […] }',
};
