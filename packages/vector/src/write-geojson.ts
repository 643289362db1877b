import { writeFileAtomic } from "@undercoat/files";
import { type Crs, crsName, sameCrs } from "@undercoat/raster";
import { VectorError } from "./errors.ts";
import type { Feature } from "./feature.ts";
import { featureName } from "./internal/check-feature.ts";
import { isLonLat, LON_LAT } from "./internal/crs.ts";
import { featureText, rfc7946Geometry } from "./internal/geojson-text.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { crsToWrite, type Features, writableFeature } from "./internal/writable-feature.ts";
import { WriteGeoJsonOptions } from "./write-options.ts";
import type { WriteReport } from "./write-report.ts";

const PIECE = 2 ** 18;

/**
 * Writes a FeatureCollection, one feature a line, while the features are read; the file appears whole or not at all.
 *
 * In EPSG:4326 it is GeoJSON as RFC 7946 says: outer rings counterclockwise, cut at the antimeridian. RFC 7946 knows no
 * other CRS; one with an EPSG code is named in the older member `crs`, which GDAL and QGIS read.
 *
 * @throws {VectorError} `GEOMETRY_BROKEN`, `NOT_WRITABLE` for a property that is not JSON, `CRS_UNUSABLE` for a CRS
 *   without a code, `CRS_MISMATCH`, `CROSSES_ANTIMERIDIAN`, `OPTIONS_REFUSED`
 * @throws {FilesError} `DISK_FULL`, `NO_ACCESS` and the other codes of `writeFileAtomic`
 *
 * @example
 * ```ts
 * const { features } = await writeGeoJson("labels.geojson", polygonize(labels).features, { crs: labels.crs });
 * ```
 */
export async function writeGeoJson(
  path: string,
  features: Features,
  options: WriteGeoJsonOptions = {},
): Promise<WriteReport> {
  const { crs: option, precision } = parsedOptions(WriteGeoJsonOptions, options);
  const crs = crsToWrite(features, option);
  const member = crsMember(path, crs);
  const counted = { count: 0 };
  async function* text(): AsyncGenerator<string> {
    yield `{"type":"FeatureCollection",\n${member}"features":[`;
    for await (const feature of checked(path, features, { crs, counted }))
      yield `${counted.count === 1 ? "" : ","}\n${featureText(feature, precision)}`;
    yield "\n]}\n";
  }
  await writeFileAtomic(path, inPieces(text()));
  const note = `its CRS is ${crsName(crs)}, in a member "crs" that RFC 7946 does not know: readers that go by it alone take the numbers for degrees`;
  return { features: counted.count, notes: member === "" ? [] : [note] };
}

/**
 * Writes one feature a line (GeoJSONSeq, `.geojsonl`), in EPSG:4326 as RFC 7946 says. The file appears whole or not at
 * all.
 *
 * @throws {VectorError} As {@link writeGeoJson}; `CRS_UNUSABLE` for every CRS but EPSG:4326
 * @throws {FilesError} The codes of `writeFileAtomic`
 */
export async function writeGeoJsonLines(
  path: string,
  features: Features,
  options: WriteGeoJsonOptions = {},
): Promise<WriteReport> {
  const { crs: option, precision } = parsedOptions(WriteGeoJsonOptions, options);
  const crs = crsToWrite(features, option);
  if (!sameCrs(crs, LON_LAT))
    throw otherCrs(path, crs, "move the features: reprojectFeatures(…, { to: 4326 })");
  const counted = { count: 0 };
  async function* text(): AsyncGenerator<string> {
    for await (const feature of checked(path, features, { crs, counted }))
      yield `${featureText(feature, precision)}\n`;
  }
  await writeFileAtomic(path, inPieces(text()));
  return { features: counted.count, notes: [] };
}

/** An empty text in EPSG:4326, where nothing may be said. */
function crsMember(path: string, crs: Crs): string {
  if (sameCrs(crs, LON_LAT)) return "";
  if (crs.kind === "unknown") return '"crs":null,\n';
  if (crs.kind === "wkt")
    throw otherCrs(path, crs, "use writeFlatGeobuf, which keeps WKT, or reprojectFeatures");
  const name = `urn:ogc:def:crs:EPSG::${crs.code}`;
  return `"crs":${JSON.stringify({ type: "name", properties: { name } })},\n`;
}

interface Writing {
  readonly crs: Crs;
  readonly counted: { count: number };
}

async function* checked(
  file: string,
  features: Features,
  { crs, counted }: Writing,
): AsyncGenerator<Feature> {
  const isDegrees = isLonLat(crs);
  const isRfc = sameCrs(crs, LON_LAT);
  for await (const given of features) {
    counted.count += 1;
    const number = counted.count;
    const feature = writableFeature(given, { file, number, isLonLat: isDegrees });
    if (Object.values(feature.properties).some((value) => value instanceof Uint8Array))
      throw bytesIn(file, number, feature);
    const geometry =
      feature.geometry === null || !isRfc ? feature.geometry : rfc7946Geometry(feature.geometry);
    if (geometry === null && feature.geometry !== null) throw aroundPole(file, number, feature);
    yield { ...feature, geometry };
  }
}

/** Few large writes instead of many small ones. */
async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held: string[] = [];
  let size = 0;
  for await (const text of texts) {
    held.push(text);
    size += text.length;
    if (size < PIECE) continue;
    yield held.join("");
    [held, size] = [[], 0];
  }
  yield held.join("");
}

function otherCrs(path: string, crs: Crs, advice: string): VectorError {
  return new VectorError("CRS_UNUSABLE", {
    message: `cannot write "${path}": the features are in ${crsName(crs)}, which this format cannot name; ${advice}`,
    context: { path, crs },
  });
}

function bytesIn(path: string, number: number, { id }: Feature): VectorError {
  return new VectorError("NOT_WRITABLE", {
    message: `cannot write "${path}": ${featureName(number, id)} has bytes as a property, which JSON cannot hold; use writeFlatGeobuf, or write them as text`,
    context: { path, number, id },
  });
}

function aroundPole(path: string, number: number, { id }: Feature): VectorError {
  return new VectorError("CROSSES_ANTIMERIDIAN", {
    message: `cannot write "${path}": ${featureName(number, id)} runs around a pole, but an area between −180° and 180° was expected; cut it there (ogr2ogr -wrapdateline)`,
    context: { path, number, id },
  });
}
