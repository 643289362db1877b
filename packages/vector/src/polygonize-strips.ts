import { type Geotransform, IGNORE_INDEX } from "@undercoat/raster";
import { VectorError } from "./errors.ts";
import type { Geometry } from "./feature.ts";
import { placedRing } from "./internal/placed-ring.ts";
import { rowTracer, type TracedRegion } from "./internal/row-tracer.ts";

/** Some rows of class indices, as wide as the map. */
export interface LabelStrip {
  /** `[height, width]`; 255 = ignored. */
  readonly data: Uint8Array;
  /** A number for every pixel, such as its confidence, whose mean over a region is wanted; 255 where there is none. */
  readonly values?: Uint8Array | null | undefined;
}

/** Options of {@link polygonizeStrips}. */
export interface PolygonizeStripsOptions {
  /** Pixels of a row. */
  readonly width: number;
  readonly geotransform: Geotransform;
  /** Class indices that become regions. Default: all but the ignored pixels. */
  readonly classIndices?: readonly number[] | undefined;
}

/** A region of equal class. */
export interface StripRegion {
  readonly classIndex: number;
  readonly pixels: number;
  /** Of the values of its pixels; null without values. */
  readonly mean: number | null;
  /** Its first pixel in raster order: row · width + column. */
  readonly first: number;
  /** A polygon along the edges of pixels, in the CRS of the geotransform; the outline runs anticlockwise on the map. */
  readonly geometry: Geometry;
}

/** The widest map whose corners have exact numbers. */
const WIDEST = 2 ** 26 - 1;

/**
 * Regions of equal class, connected along edges, as polygons, of a map that comes strip by strip: the same polygons
 * whatever the height of the strips, none cut at their borders. A region comes when its last row has passed.
 *
 * @remarks Memory holds the outlines of the regions that are not finished, not the map: leave out a class that covers
 *   everything between the others, unless its outline is wanted.
 * @throws {VectorError} `OPTIONS_REFUSED` for a strip that is no whole number of rows, or a map of more than 67 108 863
 *   columns.
 * @see The rings are those of {@link polygonize} with connectivity 4.
 *
 * @example
 * ```ts
 * for await (const { classIndex, geometry } of polygonizeStrips(strips, { width, geotransform })) use(classIndex, geometry);
 * ```
 */
export async function* polygonizeStrips(
  strips: AsyncIterable<LabelStrip> | Iterable<LabelStrip>,
  { width, geotransform, classIndices }: PolygonizeStripsOptions,
): AsyncGenerator<StripRegion> {
  if (!(Number.isInteger(width) && width >= 1 && width <= WIDEST)) throw badWidth(width);
  const isTraced = Uint8Array.from({ length: 256 }, (_, index) =>
    index !== IGNORE_INDEX && (classIndices?.includes(index) ?? true) ? 1 : 0,
  );
  const tracer = rowTracer(width, isTraced);
  let hasValues = true;
  const place = ({ classIndex, pixels, sum, first, rings }: TracedRegion): StripRegion => {
    const coordinates = rings.map((ring) => placedRing(ring, geotransform));
    const mean = hasValues ? sum / pixels : null;
    return { classIndex, pixels, mean, first, geometry: { type: "Polygon", coordinates } };
  };
  for await (const { data, values = null } of strips) {
    if (data.length % width !== 0) throw badStrip(data.length, width);
    hasValues &&= values !== null;
    for (let from = 0; from < data.length; from += width) {
      const row = tracer.row(data.subarray(from, from + width), values?.subarray(from, from + width) ?? null);
      for (const region of row) yield place(region);
    }
  }
  for (const region of tracer.end()) yield place(region);
}

function badWidth(width: number): VectorError {
  return new VectorError("OPTIONS_REFUSED", {
    message: `width is ${width}, but a whole number from 1 to ${WIDEST} was expected; give the columns of the map`,
    context: { width },
  });
}

function badStrip(length: number, width: number): VectorError {
  return new VectorError("OPTIONS_REFUSED", {
    message: `a strip has ${length} pixels, but whole rows of ${width} were expected; cut the map between rows`,
    context: { length, width },
  });
}
