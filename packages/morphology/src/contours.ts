import type { IndexMap } from "./block-majority.ts";
import { assertClassIndex, assertConnectivity, assertMap } from "./internal/checks.ts";
import { join, rootOf } from "./internal/forest.ts";
import { type Piece, tracePieces } from "./internal/trace-pieces.ts";

/** Options of {@link contours}. */
export interface ContoursOptions {
  /** 4: parts that touch only at a corner are regions of their own; 8: they are one region. Default: 4. */
  readonly connectivity?: 4 | 8;
  /** Values without outlines. Default: 255, the ignored pixels. */
  readonly leaveOut?: readonly number[];
}

/** A closed line along pixel edges: x, y, x, y … of the corners where it turns, in pixels; the last is not the first. */
export type PixelRing = readonly number[];

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
 *
 * No ring crosses or meets itself: where a region touches itself at a corner, two rings touch there. So every part
 * is a valid polygon, and all parts of a region a valid multipolygon, as OGC Simple Features defines them.
 *
 * @remarks Linear in the number of pixels; up to 10 bytes a pixel beside the result.
 * @throws {MorphologyError} `SIZE_MISMATCH`, `CONNECTIVITY_UNUSABLE`, `CLASS_INDEX_UNUSABLE`.
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
  assertConnectivity(connectivity);
  leaveOut.forEach(assertClassIndex);
  const { pieces, touching } = tracePieces(map, leaveOut);
  if (connectivity === 8) return joined(pieces, touching);
  return pieces.map((piece) => ({ value: piece.value, pixels: piece.pixels, parts: [partOf(piece)] }));
}

function partOf({ outer, holes }: Piece): ContourPart {
  return { outer, holes };
}

/** Pieces that touch at a corner become one region, at the place of its first piece. */
function joined(pieces: readonly Piece[], touching: readonly number[]): Contour[] {
  const parents = Int32Array.from({ length: pieces.length }, (_, index) => index);
  for (let i = 0; i < touching.length; i += 2) join(parents, touching[i]!, touching[i + 1]!);
  const regions = new Map<number, { value: number; pixels: number; parts: ContourPart[] }>();
  pieces.forEach((piece, index) => {
    const root = rootOf(parents, index);
    const region = regions.get(root) ?? { value: piece.value, pixels: 0, parts: [] };
    region.pixels += piece.pixels;
    region.parts.push(partOf(piece));
    regions.set(root, region);
  });
  return [...regions.values()];
}
