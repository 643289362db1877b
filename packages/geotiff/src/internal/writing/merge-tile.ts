import type { Window } from "@undercoat/raster";
import { GeoTiffError } from "../../errors.ts";
import type { Pixels } from "./halve.ts";
import { emptyTile, type OpenTile } from "./open-tiles.ts";
import type { WriteSpec } from "./spec.ts";

/** Pixels with the place of the first one in their level. */
export type Piece = Pixels & { readonly x: number; readonly y: number };

/** One tile of a level. */
export interface Tile {
  readonly tile: number;
  readonly left: number;
  readonly top: number;
  /** Of the part inside of the image. */
  readonly width: number;
  readonly height: number;
}

/** Which pixels of a piece go into which tile. */
export interface Merge {
  readonly spec: WriteSpec;
  readonly target: Tile;
  readonly overlap: Window;
}

/** A tile that one piece covers. */
export function wholeTile(piece: Piece, merge: Merge): Pick<OpenTile, "samples" | "validity"> {
  const { spec } = merge;
  const samples = emptyTile({ ...spec, fill: spec.nodata ?? 0 });
  const validity = piece.validity === null ? null : new Uint8Array(spec.tileSize ** 2);
  for (const { from, to } of rowsOf(piece, merge)) {
    copyRowInto(samples, piece, { from, to, merge });
    validity?.set(piece.validity!.subarray(from, from + merge.overlap.width), to);
  }
  return { samples, validity };
}

/** Adds the pixels of a piece to a tile that was begun. */
export function mergeInto(begun: OpenTile, piece: Piece, merge: Merge): void {
  const { overlap, spec } = merge;
  if (piece.validity !== null) begun.validity ??= begun.written.slice(); // what was written so far is valid
  for (const { from, to } of rowsOf(piece, merge)) {
    const end = to + overlap.width;
    if (begun.written.subarray(to, end).includes(1)) throw writtenTwice(spec, overlap);
    begun.written.fill(1, to, end);
    copyRowInto(begun.samples, piece, { from, to, merge });
    if (piece.validity !== null) begun.validity?.set(piece.validity.subarray(from, from + overlap.width), to);
    else begun.validity?.fill(1, to, end);
  }
  begun.missing -= overlap.width * overlap.height;
}

interface RowCopy {
  /** The first pixel in the piece, and in the tile. */
  readonly from: number;
  readonly to: number;
}

function* rowsOf(piece: Piece, { spec, target, overlap }: Merge): Generator<RowCopy> {
  for (let row = 0; row < overlap.height; row++) {
    yield {
      from: (overlap.y - piece.y + row) * piece.rowPixels + overlap.x - piece.x,
      to: (overlap.y - target.top + row) * spec.tileSize + overlap.x - target.left,
    };
  }
}

function copyRowInto(
  samples: OpenTile["samples"],
  piece: Piece,
  { from, to, merge: { spec, overlap } }: RowCopy & { merge: Merge },
): void {
  const { bandCount } = spec;
  samples.set(piece.data.subarray(from * bandCount, (from + overlap.width) * bandCount), to * bandCount);
}

/** An error for pixels that come again. */
export function writtenTwice({ grid }: WriteSpec, { x, y, width, height }: Window): GeoTiffError {
  return new GeoTiffError("WRITTEN_TWICE", {
    message:
      `${width}×${height} pixels at column ${x}, row ${y} were written, but some of them had been written before ` +
      `(image of ${grid.width}×${grid.height}); write every pixel once`,
    context: { x, y, width, height },
  });
}
