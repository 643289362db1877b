import type { Bounds } from "@undercoat/raster";
import type { Feature, Geometry, Line } from "../feature.ts";

/** Each line, ring or set of points of a geometry. */
export function linesOf(geometry: Geometry): readonly Line[] {
  switch (geometry.type) {
    case "Point":
      return [[geometry.coordinates]];
    case "MultiPoint":
    case "LineString":
      return [geometry.coordinates];
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates;
    case "MultiPolygon":
      return geometry.coordinates.flat();
    case "GeometryCollection":
      return geometry.geometries.flatMap(linesOf);
  }
}

/** The smallest rectangle around a geometry; turned inside out where it has no position. */
export function geometryBounds(geometry: Geometry): Bounds {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of linesOf(geometry)) {
    for (const [x = Number.NaN, y = Number.NaN] of line) {
      xMin = Math.min(xMin, x);
      xMax = Math.max(xMax, x);
      yMin = Math.min(yMin, y);
      yMax = Math.max(yMax, y);
    }
  }
  return { xMin, yMin, xMax, yMax };
}

/** Whether the bounding box of a feature touches a rectangle. A feature without geometry touches none. */
export function touchesBounds({ geometry }: Feature, bounds: Bounds): boolean {
  if (geometry === null) return false;
  const own = geometryBounds(geometry);
  return (
    own.xMin <= bounds.xMax && own.xMax >= bounds.xMin && own.yMin <= bounds.yMax && own.yMax >= bounds.yMin
  );
}
