import type { Feature, Geometry, Line, Position } from "../feature.ts";
import { cutAtAntimeridian, unwrapGeometry } from "./antimeridian.ts";
import { signedArea } from "./nest-rings.ts";

/**
 * A geometry as RFC 7946 wants it: outer rings counterclockwise, holes clockwise, cut at the antimeridian. Null for a
 * ring around a pole.
 */
export function rfc7946Geometry(geometry: Geometry): Geometry | null {
  const unwrapped = unwrapGeometry(geometry);
  return unwrapped === null ? null : wound(cutAtAntimeridian(unwrapped));
}

function wound(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case "Polygon":
      return { ...geometry, coordinates: woundRings(geometry.coordinates) };
    case "MultiPolygon":
      return { ...geometry, coordinates: geometry.coordinates.map(woundRings) };
    case "GeometryCollection":
      return { ...geometry, geometries: geometry.geometries.map(wound) };
    default:
      return geometry;
  }
}

function woundRings(rings: readonly Line[]): Line[] {
  return rings.map((ring, index) => (signedArea(ring) < 0 === (index === 0) ? ring.toReversed() : ring));
}

/** One line of JSON. Members in the order of the specification's examples. */
export function featureText({ id, properties, geometry }: Feature, precision: number | undefined): string {
  const rounded =
    geometry === null || precision === undefined ? geometry : roundedGeometry(geometry, precision);
  return JSON.stringify({ type: "Feature", id, properties, geometry: rounded });
}

function roundedGeometry(geometry: Geometry, precision: number): Geometry {
  if (geometry.type === "GeometryCollection")
    return { ...geometry, geometries: geometry.geometries.map((each) => roundedGeometry(each, precision)) };
  return { ...geometry, coordinates: rounded(geometry.coordinates, precision) } as Geometry;
}

function rounded(value: Position | readonly unknown[] | number, precision: number): unknown {
  return typeof value === "number"
    ? Number(value.toFixed(precision))
    : value.map((each) => rounded(each as readonly unknown[] | number, precision));
}
