import { crsInfo, isProjectionError, type PointTransform, pointTransform } from "@undercoat/projections";
import { type Crs, crsName, sameCrs } from "@undercoat/raster";
import { VectorError } from "./errors.ts";
import type { Feature, Geometry } from "./feature.ts";
import { cutAtAntimeridian, runsOn, unwrapGeometry } from "./internal/antimeridian.ts";
import { featureName } from "./internal/check-feature.ts";
import { crsOf, LON_LAT } from "./internal/crs.ts";
import { linesOf } from "./internal/feature-bounds.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { Tally } from "./internal/tally.ts";
import { transformGeometry } from "./internal/transform-geometry.ts";
import { ReprojectOptions } from "./reproject-options.ts";
import type { FeatureStream } from "./vector-source.ts";

/** A stream of moved features. */
export interface ReprojectedStream extends FeatureStream {
  /** How far the shift between the datums may be off, in metres; null where it is not known. */
  readonly accuracyMetres: number | null;
  /** What a user of the coordinates should know. */
  readonly notes: readonly string[];
}

const [TOLERANCE_METRES, TOLERANCE_DEGREES] = [0.1, 1e-6];
/** A quarter of a turn around the Earth. */
const [LONG_METRES, LONG_DEGREES] = [1e7, 90];

/**
 * Moves features into another CRS while they are read. Long edges get points in between, so that they stay where they
 * were on the ground. Heights are dropped.
 *
 * What crosses the antimeridian without being cut (an edge from 179° to −179°) is taken as the short way around. It
 * stays whole where the target goes on there, as UTM zones 1 and 60 do, and is cut in two where the map of the target
 * ends there, as RFC 7946 wants it. What was cut before stays cut.
 *
 * @throws {VectorError} At once `CRS_UNUSABLE`, `OPTIONS_REFUSED`; from a pass `OUTSIDE_DOMAIN` and
 *   `CROSSES_ANTIMERIDIAN` (a ring around a pole, or an edge across the seam of the target's map), with the feature.
 *
 * @example
 * ```ts
 * const moved = reprojectFeatures(source.features(), { to: "EPSG:32645" });
 * for await (const { geometry } of moved) console.log(geometry);
 * ```
 */
export function reprojectFeatures(
  features: FeatureStream | AsyncIterable<Feature> | Iterable<Feature>,
  options: ReprojectOptions,
): ReprojectedStream {
  const { to, from, tolerance, outside } = parsedOptions(ReprojectOptions, options);
  const source = from === undefined ? ownCrs(features) : crsOf(from);
  const target = crsOf(to);
  const move = moverOf(source, target, tolerance);
  let tally = new Tally("refuse");
  return Object.freeze({
    crs: target,
    accuracyMetres: move.accuracyMetres,
    notes: move.notes,
    report: () => tally.report(),
    async *[Symbol.asyncIterator]() {
      tally = new Tally("refuse");
      let number = 0;
      for await (const feature of features) {
        number += 1;
        const moved = movedFeature(feature, { number, move, tally: outside === "leave-out" ? tally : null });
        if (moved === null) continue;
        tally.give(moved);
        yield moved;
      }
    },
  });
}

function ownCrs(features: object): Crs {
  if ("crs" in features) return (features as FeatureStream).crs;
  throw new VectorError("OPTIONS_REFUSED", {
    message: "the features carry no CRS, but one is needed to move them; give the option from",
  });
}

/** How geometries are moved; null where an edge crosses the seam of a map, or a ring a pole. */
interface Mover extends Pick<PointTransform, "accuracyMetres" | "notes"> {
  readonly geometry: (geometry: Geometry) => Geometry | null;
  readonly name: string;
}

function moverOf(source: Crs, target: Crs, wanted: number | undefined): Mover {
  const transform = transformOf(source, target);
  const name = crsName(target);
  if (sameCrs(source, target)) return { ...transform, name, geometry: (geometry) => geometry };
  const [from, to] = [crsInfo(source), crsInfo(target)];
  const perMetre = to.metresPerUnit === null ? null : 1 / to.metresPerUnit;
  const tolerance = wanted ?? (perMetre === null ? TOLERANCE_DEGREES : TOLERANCE_METRES * perMetre);
  const longEdge = perMetre === null ? LONG_DEGREES : LONG_METRES * perMetre;
  const moved = (geometry: Geometry, forward: PointTransform["forward"]) =>
    transformGeometry(geometry, { forward, tolerance, longEdge });
  const direct = (geometry: Geometry) => {
    const found = moved(geometry, transform.forward);
    if (found !== null || perMetre !== null) return found;
    const whole = moved(geometry, nearFirst(transform, geometry));
    return whole === null ? null : cutAtAntimeridian(whole);
  };
  if (from.kind === "geographic") {
    const isSeam = perMetre === null || endsAt180(transform);
    return { ...transform, name, geometry: (geometry) => fromDegrees(geometry, direct, isSeam) };
  }
  return {
    ...transform,
    name,
    geometry: (geometry) => direct(geometry) ?? overDegrees(geometry, source, { target, tolerance }),
  };
}

function transformOf(source: Crs, target: Crs): PointTransform {
  try {
    return pointTransform(source, target);
  } catch (cause) {
    if (!isProjectionError(cause)) throw cause;
    throw new VectorError("CRS_UNUSABLE", {
      message: `features in ${crsName(source)} cannot be moved to ${crsName(target)}: ${cause.message}`,
      context: { source, target },
      cause,
    });
  }
}

function fromDegrees(geometry: Geometry, direct: Mover["geometry"], isSeam: boolean): Geometry | null {
  const unwrapped = unwrapGeometry(geometry);
  if (unwrapped === null) return null;
  return direct(isSeam && runsOn(unwrapped) ? cutAtAntimeridian(unwrapped) : unwrapped);
}

/** Both are projected, and the way from one to the other jumps: cut in degrees, it may not. */
function overDegrees(
  geometry: Geometry,
  source: Crs,
  { target, tolerance }: { target: Crs; tolerance: number },
): Geometry | null {
  const degrees = moverOf(source, LON_LAT, undefined).geometry(geometry);
  return degrees === null ? null : moverOf(LON_LAT, target, tolerance).geometry(degrees);
}

/** Longitudes near that of the first position, past 180° if need be: an edge across it makes no jump. */
function nearFirst({ forward }: PointTransform, geometry: Geometry): PointTransform["forward"] {
  const [x, y] = linesOf(geometry)[0]?.[0] ?? [];
  if (x === undefined || y === undefined) return forward;
  const [first] = forward(x, y);
  return (eachX, eachY) => {
    const [longitude, latitude] = forward(eachX, eachY);
    return [longitude - 360 * Math.round((longitude - first) / 360), latitude];
  };
}

/** Whether places on both sides of 180° lie far from each other in the target. */
function endsAt180({ forward }: PointTransform): boolean {
  try {
    const [[x0, y0], [x1, y1]] = [forward(179.999999, 0.5), forward(180.000001, 0.5)];
    return Math.hypot(x1 - x0, y1 - y0) > 1000;
  } catch {
    return false; // nothing of the target lies there
  }
}

interface Moving {
  readonly number: number;
  readonly move: Mover;
  /** Where features without a place are counted; null: they are refused. */
  readonly tally: Tally | null;
}

function movedFeature(feature: Feature, { number, move, tally }: Moving): Feature | null {
  if (feature.geometry === null) return feature;
  const who = featureName(number, feature.id);
  try {
    const geometry = move.geometry(feature.geometry);
    if (geometry !== null) return { ...feature, geometry };
  } catch (cause) {
    if (!isProjectionError(cause, "OUTSIDE_DOMAIN")) throw cause;
    if (tally === null)
      throw new VectorError("OUTSIDE_DOMAIN", {
        message: `${who}: ${cause.message}`,
        context: { number, id: feature.id },
        cause,
      });
    tally.leaveOut(`outside of ${move.name}`, who);
    return null;
  }
  if (tally === null) throw crosses(who, move.name);
  tally.leaveOut(`across the seam of ${move.name}`, who);
  return null;
}

function crosses(who: string, target: string): VectorError {
  return new VectorError("CROSSES_ANTIMERIDIAN", {
    message: `${who} runs around a pole or across the seam of ${target}, but an area within its map was expected; cut it there (ogr2ogr -wrapdateline), or choose a CRS made for the place`,
    context: { who, target },
  });
}
