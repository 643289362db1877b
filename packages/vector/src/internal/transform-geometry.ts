import { type Point, transformLine } from "@undercoat/projections";
import type { Geometry, Line, Position } from "../feature.ts";

/** How lines are moved. */
export interface LineTransform {
  readonly forward: (x: number, y: number) => Point;
  /** Units of the target. */
  readonly tolerance: number;
  /** An edge longer than this in the target is looked at: it may jump across the seam of the map. */
  readonly longEdge: number;
}

/** Samples of a long edge, and the share of the way that none of their steps may exceed. */
const [SAMPLES, LARGEST_SHARE] = [64, 0.5];

/** A geometry with every line moved; null where an edge jumps from one side of the target's map to the other. */
export function transformGeometry(geometry: Geometry, transform: LineTransform): Geometry | null {
  const line = (positions: Line) => transformPositions(positions, transform);
  const polygon = (rings: readonly Line[]) => allOf(rings.map(line));
  switch (geometry.type) {
    case "Point":
      return { ...geometry, coordinates: moved(geometry.coordinates, transform) };
    case "MultiPoint":
      return { ...geometry, coordinates: geometry.coordinates.map((position) => moved(position, transform)) };
    case "LineString":
      return withCoordinates(geometry, line(geometry.coordinates));
    case "MultiLineString":
    case "Polygon":
      return withCoordinates(geometry, polygon(geometry.coordinates));
    case "MultiPolygon":
      return withCoordinates(geometry, allOf(geometry.coordinates.map(polygon)));
    case "GeometryCollection": {
      const geometries = allOf(geometry.geometries.map((each) => transformGeometry(each, transform)));
      return geometries === null ? null : { ...geometry, geometries };
    }
  }
}

function withCoordinates<G extends Geometry>(geometry: G, coordinates: unknown): G | null {
  return coordinates === null ? null : ({ ...geometry, coordinates } as G);
}

function allOf<Item>(items: readonly (Item | null)[]): Item[] | null {
  const found = items.filter((item) => item !== null);
  return found.length === items.length ? found : null;
}

function moved([x = Number.NaN, y = Number.NaN]: Position, { forward }: LineTransform): Position {
  return forward(x, y);
}

function transformPositions(line: Line, transform: LineTransform): Line | null {
  const points = line.map(([x = Number.NaN, y = Number.NaN]): Point => [x, y]);
  if (points.some((point, index) => jumps(points[index - 1] ?? point, point, transform))) return null;
  return transform.tolerance === Number.POSITIVE_INFINITY
    ? points.map(([x, y]) => transform.forward(x, y))
    : transformLine(points, transform, transform);
}

/** Whether one of many small steps along an edge makes most of its way. */
function jumps(from: Point, to: Point, { forward, longEdge }: LineTransform): boolean {
  const distance = ([x0, y0]: Point, [x1, y1]: Point) => Math.hypot(x1 - x0, y1 - y0);
  if (distance(forward(...from), forward(...to)) <= longEdge) return false;
  const steps = Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const share = index / SAMPLES;
    return forward(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
  });
  const lengths = steps.slice(1).map((step, index) => distance(steps[index] ?? step, step));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  return Math.max(...lengths) > LARGEST_SHARE * whole;
}
