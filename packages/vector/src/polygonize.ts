import { type Contour, type ContourPart, contours, type PixelRing } from "@undercoat/morphology";
import { type Geotransform, IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { VectorError } from "./errors.ts";
import type { Feature, Geometry, Line } from "./feature.ts";
import { type Arc, cutRing } from "./internal/shared-arcs.ts";
import { simplifyArcs } from "./internal/simplify-arcs.ts";
import { PolygonizeOptions } from "./polygonize-options.ts";

/** What {@link polygonize} found. */
export interface Polygonized {
  /** In raster order of their first pixel; properties: `classIndex`, `value`, `name`, `pixels`, `area`. */
  readonly features: readonly Feature[];
  /** Regions below `minArea`. */
  readonly leftOut: { readonly regions: number; readonly pixels: number };
}

type ToRing = (ring: PixelRing) => Line;

/**
 * Regions of equal class as polygons along the edges of pixels, in the label map's CRS. Rings are valid, outlines run
 * anticlockwise on the map (RFC 7946). With connectivity 8, a region that hangs together at corners only is a
 * multipolygon. `simplify` moves each shared border once, for both neighbours: no gaps and no overlaps, and no ring
 * crosses another.
 *
 * @remarks The property `area` counts pixels, in square units of the CRS: in Web Mercator it is not that of the ground.
 * @throws {VectorError} `NO_GEOREFERENCE` if the labels have no geotransform, `OPTIONS_REFUSED`.
 *
 * @example
 * ```ts
 * const { features } = polygonize(labels, { connectivity: 8, minArea: 20, simplify: 1 });
 * ```
 */
export function polygonize(labels: LabelMap, options: PolygonizeOptions = {}): Polygonized {
  const { connectivity, classIndices, minArea, simplify } = parsedOptions(options);
  const { geotransform, scheme } = labels;
  if (geotransform === null) throw noGeoreference(labels);
  const leaveOut = Array.from({ length: 256 }, (_, index) => index).filter((index) =>
    classIndices === undefined ? index === IGNORE_INDEX : !classIndices.includes(index),
  );
  const all = contours(labels, { connectivity, leaveOut });
  const pixelArea = Math.abs(geotransform[1] * geotransform[5] - geotransform[2] * geotransform[4]);
  const kept = all.filter(({ pixels }) => pixels * pixelArea >= minArea);
  const toRing = simplify > 0 ? simpleRings(all, labels, simplify) : plainRing;
  const lost =
    all.reduce((sum, { pixels }) => sum + pixels, 0) - kept.reduce((sum, { pixels }) => sum + pixels, 0);
  return {
    leftOut: { regions: all.length - kept.length, pixels: lost },
    features: kept.map(({ value, pixels, parts }): Feature => {
      const { value: code, name } = scheme.classes[value] ?? { value: IGNORE_INDEX, name: "ignored" };
      const properties = { classIndex: value, value: code, name, pixels, area: pixels * pixelArea };
      return { type: "Feature", properties, geometry: geometryOf(parts, toRing, geotransform) };
    }),
  };
}

function geometryOf(parts: readonly ContourPart[], toRing: ToRing, geotransform: Geotransform): Geometry {
  const polygons = parts.map(({ outer, holes }) =>
    [outer, ...holes].map((ring) => placed(toRing(ring), geotransform)),
  );
  const [first = []] = polygons;
  return polygons.length === 1
    ? { type: "Polygon", coordinates: first }
    : { type: "MultiPolygon", coordinates: polygons };
}

/** Pixel rings run clockwise as seen; a map that is not mirrored needs them the other way. */
function placed(ring: Line, [g0, g1, g2, g3, g4, g5]: Geotransform): Line {
  const line = ring.map(([x = 0, y = 0]) => [g0 + x * g1 + y * g2, g3 + x * g4 + y * g5]);
  if (g1 * g5 - g2 * g4 < 0) line.reverse();
  return line;
}

function plainRing(ring: PixelRing): Line {
  const line = Array.from({ length: ring.length / 2 }, (_, at) => [ring[2 * at] ?? 0, ring[2 * at + 1] ?? 0]);
  return [...line, line[0] ?? []];
}

/** Rings with the corners that their arcs kept. */
function simpleRings(all: readonly Contour[], labels: LabelMap, tolerance: number): ToRing {
  const arcs = new Map<string, Arc>();
  const rings = all.flatMap(({ parts }) => parts.flatMap(({ outer, holes }) => [outer, ...holes]));
  const uses = new Map(rings.map((ring) => [ring, cutRing(ring, labels, arcs)]));
  const simple = simplifyArcs(arcs, tolerance);
  return (ring) => {
    const line = (uses.get(ring) ?? []).flatMap(({ key, isReversed }) => {
      const { corners = [], kept = [] } = simple.get(key) ?? {};
      const places = kept.map((at) => [corners[2 * at] ?? 0, corners[2 * at + 1] ?? 0]);
      return (isReversed ? places.toReversed() : places).slice(0, -1);
    });
    return [...line, line[0] ?? []];
  };
}

function parsedOptions(options: PolygonizeOptions) {
  const parsed = PolygonizeOptions.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new VectorError("OPTIONS_REFUSED", {
    message: `option "${issue?.path.join(".")}" of polygonize cannot be used: ${issue?.message}; see PolygonizeOptions`,
    context: { options },
  });
}

function noGeoreference({ width, height }: LabelMap): VectorError {
  return new VectorError("NO_GEOREFERENCE", {
    message: `the label map of ${width}×${height} pixels has no geotransform, but polygons lie on the ground; give it one`,
    context: { width, height },
  });
}
