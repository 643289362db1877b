import type { LineWidth } from "./burn-wide-line.ts";

/** What a shape is: a polygon with its holes, a line, or a point. */
export const POLYGON = 0;
export const LINE = 1;
export const POINT = 2;

/** Which way a ring runs along level edges through the middle of a row, if it has any. */
export const NO_LEVEL_EDGE = 0;
export const CLOCKWISE = 1;
export const COUNTERCLOCKWISE = 2;

/**
 * Things to burn, in pixels of a grid: shape `s` has the lines `shapeLines[s]` to `shapeLines[s + 1]`, line `l` the
 * numbers `lineStarts[l]` to `lineStarts[l + 1]` of `coordinates`: x, y, x, y …; rings are closed.
 */
export interface PixelShapes {
  readonly count: number;
  readonly coordinates: Float64Array;
  readonly lineStarts: Uint32Array;
  /** By line, how the ring runs on the map. */
  readonly turns: Uint8Array;
  readonly shapeLines: Uint32Array;
  readonly kinds: Uint8Array;
  readonly classIndices: Uint8Array;
  /** By shape, the first column and row and the last ones that it touches, its width included. */
  readonly bounds: Float64Array;
  /** Widths, of shapes that have one. */
  readonly widths: ReadonlyMap<number, LineWidth>;
  /** The numbers of the shapes as they are burnt, later ones over earlier ones. */
  readonly sequence: Uint32Array;
}
