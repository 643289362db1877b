import { type ContourPart, contours, type PixelRing } from "@undercoat/morphology";
import { type Geotransform, IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { VectorError } from "./errors.ts";
import type { Feature, Geometry } from "./feature.ts";
import { arcNet, keptOfRing } from "./internal/arc-net.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { placedRing } from "./internal/placed-ring.ts";
import { simplifyArcs } from "./internal/simplify-arcs.ts";
import { PolygonizeOptions } from "./polygonize-options.ts";

/** What {@link polygonize} found. */
export interface Polygonized {
  /** In raster order of their first pixel; properties: `classIndex`, `value`, `name`, `pixels`, `area`. */
  readonly features: readonly Feature[];
  /** Regions below `minArea`. */
  readonly leftOut: { readonly regions: number; readonly pixels: number };
}

/** Corners of a ring by its number, in pixels: x, y, x, y …; the last is not the first. They hold until the next call. */
type CornersOf = (ring: number) => ArrayLike<number>;

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
  const { connectivity, classIndices, minArea, simplify } = parsedOptions(PolygonizeOptions, options);
  const { geotransform, scheme } = labels;
  if (geotransform === null) throw noGeoreference(labels);
  const leaveOut = Array.from({ length: 256 }, (_, index) => index).filter((index) =>
    classIndices === undefined ? index === IGNORE_INDEX : !classIndices.includes(index),
  );
  const all = contours(labels, { connectivity, leaveOut });
  const rings = all.flatMap(({ parts }) => parts.flatMap(({ outer, holes }) => [outer, ...holes]));
  const cornersOf = simplify > 0 ? simpleRings(rings, labels, simplify) : (ring: number) => rings[ring] ?? [];
  const pixelArea = Math.abs(geotransform[1] * geotransform[5] - geotransform[2] * geotransform[4]);
  const features: Feature[] = [];
  const leftOut = { regions: 0, pixels: 0 };
  let firstRing = 0;
  for (const { value, pixels, parts } of all) {
    if (pixels * pixelArea >= minArea) {
      const { value: code, name } = scheme.classes[value] ?? { value: IGNORE_INDEX, name: "ignored" };
      const properties = { classIndex: value, value: code, name, pixels, area: pixels * pixelArea };
      const geometry = geometryOf(parts, { firstRing, cornersOf, geotransform });
      features.push({ type: "Feature", properties, geometry });
    } else {
      leftOut.regions += 1;
      leftOut.pixels += pixels;
    }
    for (const { holes } of parts) firstRing += 1 + holes.length;
  }
  return { features, leftOut };
}

interface Placing {
  readonly firstRing: number;
  readonly cornersOf: CornersOf;
  readonly geotransform: Geotransform;
}

function geometryOf(
  parts: readonly ContourPart[],
  { firstRing, cornersOf, geotransform }: Placing,
): Geometry {
  let number = firstRing;
  const polygons = parts.map(({ outer, holes }) =>
    [outer, ...holes].map(() => placedRing(cornersOf(number++), geotransform)),
  );
  const [first = []] = polygons;
  return polygons.length === 1
    ? { type: "Polygon", coordinates: first }
    : { type: "MultiPolygon", coordinates: polygons };
}

/** Rings with the corners that their arcs kept. */
function simpleRings(rings: readonly PixelRing[], labels: LabelMap, tolerance: number): CornersOf {
  const net = arcNet(rings, labels);
  const simple = simplifyArcs(net, tolerance);
  return (ring) => keptOfRing(net, simple, ring);
}

function noGeoreference({ width, height }: LabelMap): VectorError {
  return new VectorError("NO_GEOREFERENCE", {
    message: `the label map of ${width}×${height} pixels has no geotransform, but polygons lie on the ground; give it one`,
    context: { width, height },
  });
}
