import type { Geometry as GeometryTable } from "flatgeobuf/lib/mjs/flat-geobuf/geometry.js";
import { VectorError } from "../errors.ts";

/** Names of the geometry types by their number; curves and surfaces after them cannot be labels. */
export const GEOMETRY_TYPES = [
  "Unknown",
  "Point",
  "LineString",
  "Polygon",
  "MultiPoint",
  "MultiLineString",
  "MultiPolygon",
  "GeometryCollection",
] as const;
const DEEPEST = 10;
const [BYTES_PER_POSITION, BYTES_PER_PART] = [16, 4];

/** What a feature of this many bytes can hold; a damaged one may point to the same place again and again. */
interface Budget {
  positions: number;
  parts: number;
}

/**
 * A geometry of FlatGeobuf as GeoJSON, not checked yet. The library's own reader believes the numbers in the file: a
 * damaged one would keep it busy for hours.
 *
 * @throws {VectorError} `BROKEN_STRUCTURE`
 */
export function flatGeometry(table: GeometryTable, headerType: number, size: number): unknown {
  const budget = { positions: size / BYTES_PER_POSITION, parts: size / BYTES_PER_PART };
  return geometryOf(table, headerType === 0 ? table.type() : headerType, { budget, level: 0 });
}

function geometryOf(table: GeometryTable, code: number, place: { budget: Budget; level: number }): unknown {
  const type = GEOMETRY_TYPES[code] ?? `curve or surface of type ${code}`;
  const lines = () => linesOf(table, place.budget);
  switch (type) {
    case "Point":
      return { type, coordinates: positionsOf(table, place.budget)[0] };
    case "MultiPoint":
    case "LineString":
      return { type, coordinates: positionsOf(table, place.budget) };
    case "MultiLineString":
    case "Polygon":
      return { type, coordinates: lines() };
    case "MultiPolygon":
      return { type, coordinates: partsOf(table, place.budget).map((part) => linesOf(part, place.budget)) };
    case "GeometryCollection": {
      if (place.level >= DEEPEST) throw brokenFeature(`its collections are more than ${DEEPEST} deep`);
      const deeper = { ...place, level: place.level + 1 };
      return {
        type,
        geometries: partsOf(table, place.budget).map((part) => geometryOf(part, part.type(), deeper)),
      };
    }
    default:
      return { type };
  }
}

function partsOf(table: GeometryTable, budget: Budget): GeometryTable[] {
  const count = table.partsLength();
  budget.parts -= count;
  if (!(budget.parts >= 0)) throw brokenFeature(`it announces ${count} parts, more than its bytes can hold`);
  return Array.from({ length: count }, (_, index) => {
    const part = table.parts(index);
    if (part === null) throw brokenFeature(`part ${index + 1} is missing`);
    return part;
  });
}

function linesOf(table: GeometryTable, budget: Budget): number[][][] {
  const positions = positionsOf(table, budget);
  const ends = Array.from(table.endsArray() ?? []);
  if (ends.length === 0) return positions.length === 0 ? [] : [positions];
  let from = 0;
  const lines = ends.map((end) => {
    if (end < from || end > positions.length)
      throw brokenFeature(`a ring ends at position ${end} of ${positions.length}`);
    const line = positions.slice(from, end);
    from = end;
    return line;
  });
  if (from !== positions.length)
    throw brokenFeature(`its rings end at position ${from} of ${positions.length}`);
  return lines;
}

function positionsOf(table: GeometryTable, budget: Budget): number[][] {
  const xy = table.xyArray() ?? new Float64Array();
  const z = table.zArray();
  const count = xy.length / 2;
  budget.positions -= count;
  if (
    !(budget.positions >= 0) ||
    !Number.isInteger(count) ||
    (z !== null && z.length !== count && z.length !== 0)
  )
    throw brokenFeature(
      `it announces ${xy.length} coordinates and ${z?.length ?? 0} heights, which do not fit together`,
    );
  return Array.from({ length: count }, (_, at) => {
    const height = z?.[at];
    return height === undefined ? [xy[2 * at]!, xy[2 * at + 1]!] : [xy[2 * at]!, xy[2 * at + 1]!, height];
  });
}

/** Who knows the file and the feature puts them in front. */
export function brokenFeature(message: string): VectorError {
  return new VectorError("BROKEN_STRUCTURE", { message });
}
