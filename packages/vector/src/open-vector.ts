import { VectorError } from "./errors.ts";
import type { Feature } from "./feature.ts";
import { agreedCrs, crsOf, isLonLat } from "./internal/crs.ts";
import { detectFormat } from "./internal/detect-format.ts";
import { touchesBounds } from "./internal/feature-bounds.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { flatGeobufReading } from "./internal/read-flatgeobuf.ts";
import { geoJsonReading } from "./internal/read-geojson.ts";
import { geoJsonLinesReading } from "./internal/read-geojson-lines.ts";
import { osmPbfReading } from "./internal/read-osm-pbf.ts";
import { osmXmlReading } from "./internal/read-osm-xml.ts";
import type { OpenRequest, Pass, Reading } from "./internal/reading.ts";
import { Tally } from "./internal/tally.ts";
import { OpenVectorOptions } from "./open-options.ts";
import type { FeatureStream, FeaturesRequest, VectorFormat, VectorSource } from "./vector-source.ts";

const READERS: Readonly<Record<VectorFormat, (name: string, request: OpenRequest) => Promise<Reading>>> = {
  geojson: geoJsonReading,
  "geojson-lines": geoJsonLinesReading,
  flatgeobuf: flatGeobufReading,
  "osm-xml": osmXmlReading,
  "osm-pbf": osmPbfReading,
  "overpass-json": geoJsonReading,
};

/**
 * Opens GeoJSON (RFC 7946, also with the older member `crs`), GeoJSON one object a line (RFC 8142 too), FlatGeobuf, or
 * OpenStreetMap data as `.osm.pbf`, `.osm` or Overpass JSON. Features are read one by one when asked for, whatever the
 * size of the file; each geometry is checked, and none is repaired.
 *
 * Coordinates are x, then y: longitude before latitude. Degrees are looked at: longitudes may run on past 180°, up to
 * 360°. A ring has 4 positions or more and is closed; whether it crosses itself is not checked.
 *
 * @throws {VectorError} `FILE_UNREADABLE`, `FORMAT_UNKNOWN`, `FORMAT_UNSUPPORTED` with the command that converts,
 *   `FILE_TOO_LARGE`, `NOT_JSON` with line and byte, `BROKEN_STRUCTURE`, `CRS_UNUSABLE`, `CRS_MISMATCH`,
 *   `OPTIONS_REFUSED`; from `features` also `GEOMETRY_BROKEN`, `SOURCE_CLOSED`. An aborted `signal` throws its reason.
 * @remarks GeoJSON is looked through once when it is opened, so that a file that was cut off is refused at once.
 *   OpenStreetMap data are read twice in each pass, and the places of their nodes are held, 24 bytes each.
 *
 * @example
 * ```ts
 * const source = await openVector("buildings.geojson");
 * for await (const { id, properties, geometry } of source.features()) console.log(id, properties, geometry?.type);
 * await source.close();
 * ```
 */
export async function openVector(
  path: string,
  { signal, ...options }: OpenVectorOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<VectorSource> {
  const { format, crs: given, broken, mostNodes } = parsedOptions(OpenVectorOptions, options);
  const givenCrs = given === undefined ? null : crsOf(given);
  signal?.throwIfAborted();
  const reading = await READERS[format ?? (await detectFormat(path))](path, { mostNodes, signal });
  if (format !== undefined && reading.format !== format) throw otherFormat(path, reading.format, format);
  const crs = agreedCrs(path, reading.crs, givenCrs) ?? reading.fallbackCrs;
  let isClosed = false;
  return Object.freeze({
    name: path,
    format: reading.format,
    crs,
    featureCount: reading.featureCount,
    notes: reading.notes,
    features: ({ bounds, signal: stop }: FeaturesRequest = {}): FeatureStream => {
      let tally = new Tally(broken);
      return Object.freeze({
        crs,
        report: () => tally.report(),
        async *[Symbol.asyncIterator]() {
          if (isClosed) throw closed(path);
          tally = new Tally(broken);
          yield* passedOn(reading, { tally, crs, isLonLat: isLonLat(crs), bounds, signal: stop });
        },
      });
    },
    close: async () => {
      isClosed = true;
    },
  });
}

async function* passedOn(reading: Reading, pass: Pass): AsyncGenerator<Feature> {
  const { tally, bounds, signal } = pass;
  for await (const feature of reading.features(pass)) {
    signal?.throwIfAborted();
    if (bounds !== undefined && !touchesBounds(feature, bounds)) continue;
    tally.give(feature);
    yield feature;
  }
}

function otherFormat(name: string, found: VectorFormat, format: VectorFormat): VectorError {
  return new VectorError("FORMAT_UNKNOWN", {
    message: `"${name}" is of format "${found}", but "${format}" was expected; leave the option format out`,
    context: { name, found, format },
  });
}

function closed(name: string): VectorError {
  return new VectorError("SOURCE_CLOSED", {
    message: `"${name}" was closed, but its features are asked for; open it again`,
    context: { name },
  });
}
