import { ProjectionError } from "../errors.ts";

/** How to get along without a system. */
const REPROJECT = "reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>";

/** The error for a system that cannot be computed, with its name and the reason. */
export function unsupported(crs: string, why: string, cause?: unknown): ProjectionError {
  return new ProjectionError("CRS_UNSUPPORTED", {
    message: `${crs} cannot be used: ${why}; ${REPROJECT}`,
    context: { crs, reason: why },
    cause,
  });
}

/** A system in a message. */
export function crsNamed(name: string): string {
  return `CRS "${name}"`;
}
