import type { IndexMap } from "../block-majority.ts";
import { ringTracer } from "./ring-tracer.ts";

/** Value of pixels that are not traced, and of the frame around the map. */
const NOTHING = 256;

/** Pixels of one value that touch along edges. */
export interface Piece {
  readonly value: number;
  pixels: number;
  outer: number[];
  readonly holes: number[][];
}

/** What {@link tracePieces} finds. */
export interface Pieces {
  /** In raster order of the first pixel. */
  readonly pieces: readonly Piece[];
  /** Numbers of pieces of one value that touch at a corner, pair by pair. */
  readonly touching: readonly number[];
}

/**
 * Traces every piece of a map. Rows are scanned run by run. The left edge of a run that no ring has passed yet
 * begins one: a hole where the pixel above is of the same piece, else the outline of a new piece.
 */
export function tracePieces(map: IndexMap, leaveOut: readonly number[]): Pieces {
  const { width, height } = map;
  const stride = width + 2;
  const values = framedValues(map, leaveOut);
  const pieces: Piece[] = [];
  const touching: number[] = [];
  const tracer = ringTracer({ values, width, height });
  let [above, line] = [new Int32Array(stride), new Int32Array(stride)];
  for (let row = 1; row <= height; row++) {
    const start = row * stride;
    for (let from = 1, to = 1; from <= width; from = to) {
      const first = start + from;
      const value = values[first]!;
      while (values[start + to] === value && to <= width) to += 1;
      if (value === NOTHING) continue;
      let piece = tracer.owners[first]! - 1;
      if (piece === -1) {
        const isHole = values[first - stride] === value;
        piece = isHole ? above[from]! : pieces.length;
        if (!isHole) pieces.push({ value, pixels: 0, outer: [], holes: [] });
        const found = pieces[piece]!;
        const ring = tracer.trace(first, piece + 1, found.holes);
        if (isHole) found.holes.push(ring);
        else found.outer = ring;
      }
      pieces[piece]!.pixels += to - from;
      for (let x = from; x < to; x++) line[x] = piece;
      const last = start + to - 1;
      const upLeft = first - stride - 1;
      const upRight = last - stride + 1;
      if (values[upLeft] === value && values[upLeft + 1] !== value) touching.push(piece, above[from - 1]!);
      if (values[upRight] === value && values[upRight - 1] !== value) touching.push(piece, above[to]!);
    }
    [above, line] = [line, above];
  }
  return { pieces, touching };
}

/** The map in a frame one pixel wide, so that every pixel has eight neighbours. */
function framedValues({ width, height, data }: IndexMap, leaveOut: readonly number[]): Uint16Array {
  const seenAs = Uint16Array.from({ length: NOTHING }, (_, value) =>
    leaveOut.includes(value) ? NOTHING : value,
  );
  const framed = new Uint16Array((width + 2) * (height + 2)).fill(NOTHING);
  for (let row = 0, pixel = 0; row < height; row++) {
    let target = (row + 1) * (width + 2);
    for (const end = pixel + width; pixel < end; pixel++) framed[++target] = seenAs[data[pixel]!]!;
  }
  return framed;
}
