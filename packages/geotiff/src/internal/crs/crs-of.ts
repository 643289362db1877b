import type { Crs } from "@undercoat/raster";
import { projectedOfEsriWkt } from "./esri-wkt.ts";
import type { GeoKeys } from "./geo-keys.ts";
import { geographicByCode, geographicOf } from "./geodetic.ts";
import { projectedOf } from "./projected.ts";
import { geographicWkt, projectedWkt } from "./wkt2.ts";

/** Keys that say what kind of system it is (OGC GeoTIFF 1.1, section 7). */
const KEY = {
  model: 1024,
  citation: 1026,
  geographic: 2048,
  projected: 3072,
  projectedCitation: 3073,
  projection: 3074,
  method: 3075,
  vertical: 4096,
} as const;

const GEOGRAPHIC_MODEL = 2;
const GEOCENTRIC_MODEL = 3;

/** Codes from here on are not EPSG's in a GeoTIFF: 32767 means "as the other keys say". */
const USER_DEFINED = 32767;

/** A horizontal system, and what a reader of it should know. */
export interface FoundCrs {
  readonly crs: Crs;
  readonly notes: readonly string[];
}

/**
 * The horizontal system of the keys: an EPSG code where they name one, else WKT2 from their parameters or from
 * the text of Esri that they hold, else unknown with a note that says why. Heights are left out with a note.
 */
export function crsOf(keys: GeoKeys): FoundCrs {
  const found = horizontal(keys);
  const vertical = keys.code(KEY.vertical);
  if (vertical === null) return found;
  return {
    ...found,
    notes: [...found.notes, `its vertical system ${vertical} is not read, only the horizontal one`],
  };
}

function horizontal(keys: GeoKeys): FoundCrs {
  const projected = keys.code(KEY.projected) ?? 0;
  const model = keys.code(KEY.model);
  if (isEpsg(projected)) return { crs: { kind: "epsg", code: projected }, notes: [] };
  const text = [KEY.projectedCitation, KEY.citation]
    .map((key) => /(?:^|= )ESRI PE String = (PROJCS\[.*)$/.exec(keys.text(key) ?? "")?.[1])
    .find((found) => found !== undefined);
  const hasProjection = keys.has(KEY.method) || keys.has(KEY.projection) || projected === USER_DEFINED;
  if (hasProjection && model !== GEOGRAPHIC_MODEL) return projectedCrs(keys, text);
  if (text !== undefined) return esriCrs(keys, text);
  if (model === GEOCENTRIC_MODEL)
    return unknown("its coordinates are geocentric, which no raster is drawn in");
  return geographicCrs(keys, model);
}

function geographicCrs(keys: GeoKeys, model: number | null): FoundCrs {
  const code = keys.code(KEY.geographic) ?? 0;
  if (model !== GEOGRAPHIC_MODEL) {
    const citation = keys.text(KEY.citation) ?? "";
    return citation === "" && code === 0
      ? { crs: { kind: "unknown" }, notes: [] }
      : unknown(`its keys tell no map projection, only the text ${JSON.stringify(citation.slice(0, 60))}`);
  }
  if (isEpsg(code)) return { crs: { kind: "epsg", code }, notes: [] };
  const system = geographicOf(keys);
  if (system === null) return unknown("its keys do not tell an ellipsoid");
  return { crs: { kind: "wkt", wkt: geographicWkt(system) }, notes: [] };
}

function projectedCrs(keys: GeoKeys, text: string | undefined): FoundCrs {
  const system = projectedOf(keys);
  if (typeof system !== "string") return { crs: { kind: "wkt", wkt: projectedWkt(system) }, notes: [] };
  return text === undefined ? unknown(system) : esriCrs(keys, text);
}

function esriCrs(keys: GeoKeys, text: string): FoundCrs {
  const system = projectedOfEsriWkt(text, geographicByCode(keys.code(KEY.geographic) ?? 0));
  if (typeof system === "string") return unknown(system);
  return {
    crs: { kind: "wkt", wkt: projectedWkt(system) },
    notes: ["its coordinate reference system was read from the text of Esri in its keys"],
  };
}

function unknown(why: string): FoundCrs {
  return { crs: { kind: "unknown" }, notes: [`the coordinate reference system is not known: ${why}`] };
}

function isEpsg(code: number): boolean {
  return code >= 1024 && code < USER_DEFINED;
}
