import { type Crs, crsName, sameCrs } from "@undercoat/raster";
import { VectorError } from "../errors.ts";
import type { Feature } from "../feature.ts";
import type { CrsOption } from "../open-options.ts";
import { type CheckPlace, checkedFeature, featureName, isObject } from "./check-feature.ts";
import { crsOf } from "./crs.ts";

/** Features as writers take them. */
export type Features = AsyncIterable<Feature> | Iterable<Feature>;

/**
 * The CRS of features that are written: that of the option, or that of the stream.
 *
 * @throws {VectorError} `OPTIONS_REFUSED` where neither names one, `CRS_MISMATCH` where they differ
 */
export function crsToWrite(features: object, option: CrsOption | undefined): Crs {
  const own = "crs" in features ? (features.crs as Crs) : null;
  const given = option === undefined ? null : crsOf(option);
  if (own === null && given === null) {
    throw new VectorError("OPTIONS_REFUSED", {
      message:
        'the features carry no CRS, but a file needs one; give the option crs ({ kind: "unknown" } if nobody knows)',
    });
  }
  if (own !== null && given !== null && own.kind !== "unknown" && !sameCrs(own, given)) {
    throw new VectorError("CRS_MISMATCH", {
      message: `the features are in ${crsName(own)}, but the option crs says ${crsName(given)}; move them with reprojectFeatures, or leave the option out`,
      context: { own, given },
    });
  }
  return given ?? own ?? { kind: "unknown" };
}

/**
 * A feature that can be written: its geometry is whole, its properties are JSON or bytes.
 *
 * @throws {VectorError} `GEOMETRY_BROKEN`, `NOT_WRITABLE`
 */
export function writableFeature(feature: Feature, place: CheckPlace): Feature {
  const checked = checkedFeature(feature, place);
  for (const [key, value] of Object.entries(checked.properties)) {
    const problem = value instanceof Uint8Array ? null : problemOf(value, 0);
    if (problem !== null) throw notWritable(place, checked, { key, problem });
  }
  return checked;
}

const DEEPEST = 100;

function problemOf(value: unknown, level: number): string | null {
  if (level > DEEPEST) return `more than ${DEEPEST} lists and objects deep`;
  if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean")
    return null;
  if (typeof value === "number") return Number.isFinite(value) ? null : String(value);
  const isPlain = isObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!Array.isArray(value) && !isPlain)
    return `a ${typeof value === "object" ? value.constructor.name : typeof value}`;
  return (
    Object.values(value as object)
      .map((each) => problemOf(each, level + 1))
      .find((problem) => problem !== null) ?? null
  );
}

function notWritable(
  { file, number }: CheckPlace,
  { id }: Feature,
  { key, problem }: { key: string; problem: string },
): VectorError {
  return new VectorError("NOT_WRITABLE", {
    message: `cannot write "${file}": ${featureName(number, id)} has ${problem} as property "${key}", but text, finite numbers, booleans, null, lists and objects were expected; convert it`,
    context: { file, number, id, key },
  });
}
