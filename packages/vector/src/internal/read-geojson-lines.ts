import { crsName, sameCrs } from "@undercoat/raster";
import { VectorError } from "../errors.ts";
import type { Feature } from "../feature.ts";
import { isObject } from "./check-feature.ts";
import { crsOfMember, LON_LAT } from "./crs.ts";
import { parsedPart } from "./json-scanner.ts";
import type { OpenRequest, Pass, Reading } from "./reading.ts";
import { textRecords } from "./text-records.ts";

/**
 * One GeoJSON object a line, or after each record separator (RFC 8142). Only the first is looked at when it is opened.
 *
 * @throws {VectorError} `NOT_JSON`, `CRS_UNUSABLE`, `FILE_TOO_LARGE`
 */
export async function geoJsonLinesReading(name: string, { signal }: OpenRequest): Promise<Reading> {
  let member: unknown;
  for await (const record of textRecords(name, signal)) {
    const value = parsedPart(name, record);
    member = isObject(value) ? value["crs"] : undefined;
    break;
  }
  return {
    format: "geojson-lines",
    crs: member === undefined ? null : crsOfMember(member, name),
    fallbackCrs: LON_LAT,
    featureCount: null,
    notes: [],
    features: (pass) => lines(name, pass),
  };
}

async function* lines(name: string, pass: Pass): AsyncGenerator<Feature> {
  const { tally, isLonLat, signal } = pass;
  let number = 0;
  for await (const record of textRecords(name, signal)) {
    number += 1;
    const value = parsedPart(name, record);
    assertSameCrs(name, { value, number, pass });
    const feature = tally.checked(value, { file: name, number, isLonLat });
    if (feature !== null) yield feature;
  }
}

/** Two systems in one file: one of the two lies somewhere else. */
function assertSameCrs(
  name: string,
  { value, number, pass }: { value: unknown; number: number; pass: Pass },
): void {
  if (!isObject(value) || value["crs"] === undefined) return;
  const own = crsOfMember(value["crs"], name);
  if (sameCrs(own, pass.crs)) return;
  throw new VectorError("CRS_MISMATCH", {
    message: `"${name}": feature ${number} is in ${crsName(own)}, but the file began in ${crsName(pass.crs)}; split the file by CRS`,
    context: { name, number, own, first: pass.crs },
  });
}
