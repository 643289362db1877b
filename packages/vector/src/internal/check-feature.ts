import { VectorError } from "../errors.ts";
import type { Feature, Geometry, Line, Position, Properties } from "../feature.ts";

/** What a check needs to name a feature, and whether its coordinates are degrees. */
export interface CheckPlace {
  readonly file: string;
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly isLonLat: boolean;
}

/** Lists around a position. */
const DEPTHS: ReadonlyMap<unknown, number> = new Map([
  ["Point", 0],
  ["MultiPoint", 1],
  ["LineString", 1],
  ["MultiLineString", 2],
  ["Polygon", 2],
  ["MultiPolygon", 3],
]);
const TYPES = [...DEPTHS.keys(), "GeometryCollection"].join(", ");
const DEEPEST_COLLECTION = 8;
/** Longitudes that run on past 180° are common where a shape crosses it. */
const [MOST_LONGITUDE, MOST_LATITUDE] = [360, 90];
const SLACK = 1e-9;

/** Whether a GeoJSON type is that of a geometry. */
export function isGeometryType(type: unknown): boolean {
  return DEPTHS.has(type) || type === "GeometryCollection";
}

/**
 * A GeoJSON Feature, or a bare geometry, after every position of it was looked at.
 *
 * @throws {VectorError} `GEOMETRY_BROKEN`
 */
export function checkedFeature(value: unknown, place: CheckPlace): Feature {
  if (!isObject(value)) throw broken(place, `is ${shown(value)}, but an object was expected`);
  const { type, id, properties = null, geometry = null } = value;
  const check = new Check(place, id);
  if (isGeometryType(type)) return { type: "Feature", properties: {}, geometry: check.geometry(value, 0) };
  if (type !== "Feature") throw check.broken(`has the type ${shown(type)}, but "Feature" was expected`);
  if (id !== undefined && id !== null && typeof id !== "string" && typeof id !== "number")
    throw check.broken(`has ${shown(id)} as id, but text or a number was expected`);
  if (properties !== null && !isObject(properties))
    throw check.broken(`has ${shown(properties)} as properties, but an object or null was expected`);
  const checked = geometry === null ? null : check.geometry(geometry, 0);
  const feature = { type, properties: (properties ?? {}) as Properties, geometry: checked } as const;
  return id === undefined || id === null ? feature : { ...feature, id };
}

/** The checks of one feature. */
class Check {
  readonly #place: CheckPlace;
  readonly #id: unknown;
  readonly #isLonLat: boolean;

  constructor(place: CheckPlace, id: unknown) {
    this.#place = place;
    this.#id = id;
    this.#isLonLat = place.isLonLat;
  }

  geometry(value: unknown, level: number): Geometry {
    if (!isObject(value))
      throw this.broken(`has ${shown(value)} as geometry, but an object or null was expected`);
    const { type, coordinates } = value;
    if (type === "GeometryCollection")
      return { type, geometries: this.#geometries(value["geometries"], level) };
    const depth = DEPTHS.get(type);
    if (depth === undefined)
      throw this.broken(`has the geometry type ${shown(type)}, but one of ${TYPES} was expected`);
    if (depth === 0) this.#position(coordinates, "the point");
    else this.#list(coordinates, { depth, type: String(type), path: `coordinates of the ${String(type)}` });
    return { type, coordinates } as Geometry;
  }

  #geometries(value: unknown, level: number): Geometry[] {
    if (level >= DEEPEST_COLLECTION)
      throw this.broken(
        `has a GeometryCollection ${level + 1} deep, but at most ${DEEPEST_COLLECTION} were expected`,
      );
    if (!Array.isArray(value))
      throw this.broken(`has ${shown(value)} as geometries of a GeometryCollection, but a list was expected`);
    return value.map((each) => this.geometry(each, level + 1));
  }

  #list(value: unknown, { depth, type, path }: { depth: number; type: string; path: string }): void {
    if (!Array.isArray(value)) throw this.broken(`has ${shown(value)} as ${path}, but a list was expected`);
    const isPolygon = type.endsWith("Polygon");
    if (value.length === 0)
      throw this.broken(`has an empty list as ${path}, but at least 1 entry was expected`);
    if (depth > 1) {
      for (let at = 0; at < value.length; at += 1)
        this.#list(value[at], {
          depth: depth - 1,
          type,
          path: depth === 2 ? `${partName(type)} ${at + 1}` : `part ${at + 1}`,
        });
      return;
    }
    for (let at = 0; at < value.length; at += 1) this.#position(value[at], path);
    if (isPolygon) this.#ring(value as Line, path);
    else if (type !== "MultiPoint" && value.length < 2)
      throw this.broken(`has ${value.length} position in ${path}, but 2 or more were expected`);
  }

  #ring(ring: Line, path: string): void {
    if (ring.length < 4)
      throw this.broken(`has ${ring.length} positions in ${path}, but 4 or more were expected`);
    const [[x, y] = [], [lastX, lastY] = []] = [ring[0], ring.at(-1)];
    if (x === lastX && y === lastY) return;
    throw this.broken(
      `has in ${path} the first position ${x}, ${y} and the last ${lastX}, ${lastY}, but equal ones were expected`,
    );
  }

  #position(value: unknown, path: string): void {
    if (!Array.isArray(value) || value.length < 2)
      throw this.broken(
        `has ${shown(value)} as a position in ${path}, but a list of 2 numbers or more was expected`,
      );
    for (let at = 0; at < value.length; at += 1) {
      if (!Number.isFinite(value[at]))
        throw this.broken(
          `has ${shown(value[at])} in a position in ${path}, but a finite number was expected`,
        );
    }
    if (this.#isLonLat) this.#range(value as Position, path);
  }

  #range([longitude = 0, latitude = 0]: Position, path: string): void {
    if (Math.abs(longitude) <= MOST_LONGITUDE + SLACK && Math.abs(latitude) <= MOST_LATITUDE + SLACK) return;
    throw this.broken(
      `has the position ${longitude}, ${latitude} in ${path}, but degrees within ±${MOST_LONGITUDE}, ±${MOST_LATITUDE} were expected`,
      "are these coordinates of another CRS? then name it (option crs)",
    );
  }

  broken(what: string, advice?: string): VectorError {
    return broken(this.#place, what, { id: this.#id, advice });
  }
}

/** How a message names a feature. */
export function featureName(number: number, id: unknown): string {
  return typeof id === "string" || typeof id === "number"
    ? `feature ${number} ("${id}")`
    : `feature ${number}`;
}

/** A refusal of one feature; a pass that leaves broken features out counts it instead. */
export function broken(
  { file, number }: CheckPlace,
  what: string,
  {
    id,
    advice = 'repair it, or ask to leave such features out (broken: "leave-out")',
  }: { id?: unknown; advice?: string | undefined } = {},
): VectorError {
  return new VectorError("GEOMETRY_BROKEN", {
    message: `"${file}": ${featureName(number, id)} ${what}; ${advice}`,
    context: { file, number, id },
  });
}

function partName(type: string): string {
  return type.endsWith("Polygon") ? "ring" : "line";
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 39)}…` : value}"`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
