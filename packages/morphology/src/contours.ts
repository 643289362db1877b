import type { IndexMap } from "./block-majority.ts";
import { assertMap } from "./internal/checks.ts";
import { numberRegions } from "./internal/number-regions.ts";
import { traceRings } from "./internal/trace-rings.ts";

/** Options of {@link contours}. */
export interface ContoursOptions {
  /** 4: parts that touch only at a corner are regions of their own; 8: they are one region. Default: 4. */
  readonly connectivity?: 4 | 8;
  /** Values without outlines. Default: 255, the ignored pixels. */
  readonly leaveOut?: readonly number[];
}

/** A closed line along pixel edges: x, y, x, y … of the corners where it turns, in pixels; the last is not the first. */
export type PixelRing = Int32Array;

/** One outline with its holes. */
export interface ContourPart {
  /** Clockwise as seen, rows counted downwards. */
  readonly outer: PixelRing;
  /** Anticlockwise. */
  readonly holes: readonly PixelRing[];
}

/** A connected region of one value. */
export interface Contour {
  readonly value: number;
  /** Pixels inside; the area between the rings is exactly this. */
  readonly pixels: number;
  /** One; several where parts touch at corners only, with connectivity 8. */
  readonly parts: readonly ContourPart[];
}

/**
 * Outlines of all connected regions of equal value, along the edges of pixels, in raster order of their first pixel.
 * No ring crosses or meets itself: where a region touches itself at a corner, two rings touch there.
 *
 * @remarks Linear in the number of pixels; about 6 bytes a pixel.
 * @throws {MorphologyError} `SIZE_MISMATCH`.
 *
 * @example
 * ```ts
 * const [square] = contours({ width: 2, height: 1, data: Uint8Array.of(1, 0) });
 * ```
 */
export function contours(
  map: IndexMap,
  { connectivity = 4, leaveOut = [255] }: ContoursOptions = {},
): Contour[] {
  assertMap(map);
  const regions = numberRegions(map, new Set(leaveOut));
  const outlines = new Array<PixelRing>(regions.sizes.length);
  const holes = new Map<number, PixelRing[]>();
  for (const { region, corners, doubleArea } of traceRings(regions, map.width, map.height)) {
    if (doubleArea > 0) outlines[region] = corners;
    else pushTo(holes, region, corners);
  }
  const parts = outlines.map((outer, region): ContourPart => ({ outer, holes: holes.get(region) ?? [] }));
  if (connectivity === 4) {
    return parts.map((part, region) => ({
      value: regions.values[region]!,
      pixels: regions.sizes[region]!,
      parts: [part],
    }));
  }
  return joined(parts, regions, joinAtCorners(regions.data, map, regions.sizes.length));
}

function pushTo<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** The lowest region of each group of regions of equal value that touch at corners. */
function joinAtCorners(numbers: Int32Array, { width, height, data }: IndexMap, count: number): Int32Array {
  const parents = Int32Array.from({ length: count }, (_, region) => region);
  const rootOf = (region: number): number => {
    let root = region;
    while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!;
    return root;
  };
  const join = (pixel: number, other: number) => {
    if (numbers[pixel]! < 0 || data[pixel] !== data[other]) return;
    const [a, b] = [rootOf(numbers[pixel]!), rootOf(numbers[other]!)];
    parents[Math.max(a, b)] = Math.min(a, b);
  };
  for (let y = 1; y < height; y++) {
    for (let x = 1; x < width; x++) {
      const pixel = y * width + x;
      join(pixel, pixel - width - 1);
      join(pixel - 1, pixel - width);
    }
  }
  return parents.map((_, region) => rootOf(region));
}

function joined(
  parts: readonly ContourPart[],
  { sizes, values }: { readonly sizes: Uint32Array; readonly values: Uint8Array },
  roots: Int32Array,
): Contour[] {
  const groups = new Map<number, { value: number; pixels: number; parts: ContourPart[] }>();
  parts.forEach((part, region) => {
    const root = roots[region]!;
    const group = groups.get(root) ?? { value: values[region]!, pixels: 0, parts: [] };
    group.pixels += sizes[region]!;
    group.parts.push(part);
    groups.set(root, group);
  });
  return [...groups.values()];
}
