import { pointTransform } from "@undercoat/projections";
import { type Grid, type ResampleOptions, sameCrs } from "@undercoat/raster";

/** Positions are interpolated along a row where that moves them by less than this, in pixels of the source. */
const TOLERANCE = 0.01;

/** What resampling of a source in another CRS needs; nothing in the same CRS. */
export function crsTransform(target: Grid, source: Grid): ResampleOptions {
  if (sameCrs(target.crs, source.crs)) return {};
  return { transform: pointTransform(target.crs, source.crs).forward, tolerance: TOLERANCE };
}
