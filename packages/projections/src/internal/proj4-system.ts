import proj4 from "proj4";
import parseWkt from "wkt-parser";
import { ProjectionError } from "../errors.ts";
import { type Definition, epsgRows } from "./definition.ts";

/** A system as proj4js computes with it. */
export type Proj4System = InstanceType<typeof proj4.Proj>;

/** What the WKT parser of proj4js makes of a text; only what is looked at here. */
interface ParsedWkt {
  projName?: string;
  datumCode?: string;
  datum_params?: readonly (string | number)[];
  axis?: string;
}

/** Methods whose WKT was compared with PROJ; others come out wrong without a word, or not at all. */
const CHECKED_METHODS =
  /^(?:longlat|transversemercator|lambertconicconformal(?:1sp|2sp)|lambertconformalconic(?:1sp|2sp)?|lambertazimuthalequalarea|albersequalarea|albersconicequalarea|albers|polarstereographic(?:variantb)?|obliquestereographic|mercator(?:varianta|1sp)|lambertcylindricalequalarea|cylindricalequalarea|(?:american)?polyconic|cassinisoldner|krovak(?:northorientated)?)$/;

/** Datums that lie on WGS 84 within about a metre. */
const LIKE_WGS84 =
  /^(?:d_?)?(?:wgs_?(?:19)?84|world_geodetic_system_1984|etrs_?(?:19)?89|european_terrestrial_reference_system_1989|nad_?(?:19)?83|north_american_datum_1983|nad83_|gda_?(?:1994|94|2020)|geocentric_datum_of_australia|jgd_?20|japanese_geodetic_datum_20|sirgas|sistema_de_referencia_geocentrico|itrf|china_2000|new_zealand_geodetic_datum_2000|nzgd2000|reseau_geodesique_francais_1993|rgf93|sweref|hartebeesthoek|korean?_geodetic_datum_2002|geocentric_datum_of_korea|rdn2008|israel_2005)/i;

/** @throws {ProjectionError} `CRS_UNSUPPORTED` */
export function proj4System(definition: Definition): Proj4System {
  if (definition.text !== null) return new proj4.Proj(definition.text);
  const wkt = definition.wkt ?? "";
  const parsed = parsedWkt(wkt, definition.name);
  const { projName = "" } = parsed;
  if (!CHECKED_METHODS.test(projName.toLowerCase().replace(/[^a-z0-9]/g, "")))
    throw unsupported(definition.name, `its projection "${projName}" is not among those that were checked`);
  parsed.axis = "enu"; // x before y, whatever the authority says
  if (parsed.datum_params === undefined && !/TOWGS84|BOUNDCRS/i.test(wkt))
    parsed.datum_params = shiftOf(wkt, definition.name);
  try {
    return new proj4.Proj(parsed as unknown as string);
  } catch (cause) {
    throw unsupported(definition.name, `its projection "${projName}" cannot be computed`, cause);
  }
}

function parsedWkt(wkt: string, name: string): ParsedWkt {
  try {
    return parseWkt(wkt) as ParsedWkt;
  } catch (cause) {
    throw unsupported(name, "its WKT cannot be read", cause);
  }
}

/** Shift to WGS 84 by the code or the name of the datum's geographic system; WKT2 does not carry it. */
function shiftOf(wkt: string, name: string): readonly number[] {
  const [, datum = "without a name"] =
    /(?:DATUM|TRF|GEODETICDATUM|ENSEMBLE)\s*\[\s*"([^"]*)"/i.exec(wkt) ?? [];
  const [, base = ""] =
    /(?:BASEGEOGCRS|BASEGEODCRS|GEOGCRS|GEODCRS|GEOGCS)\s*\[\s*"([^"]*)"/i.exec(wkt) ?? [];
  if (LIKE_WGS84.test(datum.replace(/[^a-z0-9]+/gi, "_"))) return [0, 0, 0];
  for (const row of epsgRows().values()) {
    const shift = /\+proj=longlat .*\+towgs84=([-\d.,e]+)/.exec(row[2])?.[1];
    if (shift !== undefined && row[1] === base) return shift.split(",").map(Number);
  }
  throw unsupported(name, `the shift of its datum "${datum}" to WGS 84 is not known`);
}

function unsupported(name: string, why: string, cause?: unknown): ProjectionError {
  return new ProjectionError("CRS_UNSUPPORTED", {
    message: `CRS "${name}" cannot be used: ${why}; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>`,
    context: { name },
    cause,
  });
}
