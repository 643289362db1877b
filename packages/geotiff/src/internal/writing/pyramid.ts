import type { SampleBlock, Window } from "@undercoat/raster";
import { halve, type Resampling } from "./halve.ts";
import type { ImageSize } from "./image-tags.ts";
import { mergeInto, type Piece, type Tile, wholeTile, writtenTwice } from "./merge-tile.ts";
import { type OpenTile, type OpenTiles, openTiles } from "./open-tiles.ts";
import type { Scratch } from "./scratch.ts";
import type { WriteSpec } from "./spec.ts";
import type { StoredTiles, TileStore } from "./tile-store.ts";

/** One size of the image, and what was written of it. */
export interface PyramidLevel {
  readonly size: ImageSize;
  readonly across: number;
  readonly down: number;
  readonly tiles: StoredTiles;
  readonly open: OpenTiles;
  /** 1 for every tile that is whole. */
  readonly done: Uint8Array;
}

/** The image and its overviews, made in one pass: a tile that is whole feeds a quarter of one of the next size. */
export interface Pyramid {
  readonly levels: readonly PyramidLevel[];
  put(window: Window, block: Pick<SampleBlock, "data" | "validity">): Promise<void>;
  /** Completes the tiles that were begun with what never written pixels hold, and leaves out the others. */
  fillGaps(): Promise<void>;
}

/** What {@link pyramid} is made of. */
export interface PyramidParts {
  readonly spec: WriteSpec;
  readonly sizes: readonly ImageSize[];
  readonly resampling: Resampling;
  /** Leaves out tiles that hold no data. */
  readonly isSparse: boolean;
  readonly hasValidityImage: boolean;
  readonly store: TileStore;
  readonly scratch: Scratch;
}

/** Bytes of begun tiles that stay in memory, all levels together. */
const OPEN_BYTES = 2 ** 25;

/** The full size, then halves until one tile holds all. */
export function overviewSizes({ width, height }: ImageSize, tileSize: number): ImageSize[] {
  const sizes = [{ width, height }];
  for (let last = sizes[0]!; Math.max(last.width, last.height) > tileSize; sizes.push(last)) {
    last = { width: Math.ceil(last.width / 2), height: Math.ceil(last.height / 2) };
  }
  return sizes;
}

/** An empty pyramid. */
export function pyramid(parts: PyramidParts): Pyramid {
  const { spec } = parts;
  const levels = parts.sizes.map((_, index) => newLevel(parts, index));
  return {
    levels,
    put: (window, { data, validity }) =>
      putInto(parts, { levels, index: 0 }, { ...window, rowPixels: window.width, data, validity }),
    async fillGaps() {
      for (const [index, level] of levels.entries()) {
        for (const tile of level.open.begun()) {
          const begun = await level.open.take(tile, 0);
          level.open.drop(tile);
          const pixels = { samples: begun.samples, validity: begun.validity ?? begun.written };
          await complete(parts, { levels, index }, { pixels, target: tileAt(level, tile, spec.tileSize) });
        }
      }
    },
  };
}

function newLevel({ spec, scratch, store, sizes }: PyramidParts, index: number): PyramidLevel {
  const size = sizes[index]!;
  const { tileSize, sampleType, bandCount } = spec;
  const [across, down] = [Math.ceil(size.width / tileSize), Math.ceil(size.height / tileSize)];
  return {
    size,
    across,
    down,
    tiles: store.newTiles(across * down),
    open: openTiles({
      scratch,
      sampleType,
      bandCount,
      tileSize,
      budget: OPEN_BYTES / 2 ** (index + 1), // a level is half as wide as the one before
      fill: spec.nodata ?? 0,
    }),
    done: new Uint8Array(across * down),
  };
}

interface Position {
  readonly levels: readonly PyramidLevel[];
  readonly index: number;
}

async function putInto(parts: PyramidParts, position: Position, piece: Piece): Promise<void> {
  const { tileSize } = parts.spec;
  const level = position.levels[position.index]!;
  for (let row = Math.floor(piece.y / tileSize); row * tileSize < piece.y + piece.height; row++) {
    for (let column = Math.floor(piece.x / tileSize); column * tileSize < piece.x + piece.width; column++) {
      await putIntoTile(parts, position, {
        piece,
        tile: tileAt(level, row * level.across + column, tileSize),
      });
    }
  }
}

function tileAt({ across, size }: PyramidLevel, tile: number, tileSize: number): Tile {
  const [left, top] = [(tile % across) * tileSize, Math.floor(tile / across) * tileSize];
  const [width, height] = [Math.min(tileSize, size.width - left), Math.min(tileSize, size.height - top)];
  return { tile, left, top, width, height };
}

async function putIntoTile(
  parts: PyramidParts,
  position: Position,
  { piece, tile: target }: { piece: Piece; tile: Tile },
): Promise<void> {
  const { open, done } = position.levels[position.index]!;
  const { tile, width, height } = target;
  const x = Math.max(target.left, piece.x);
  const y = Math.max(target.top, piece.y);
  const overlap = {
    x,
    y,
    width: Math.min(target.left + width, piece.x + piece.width) - x,
    height: Math.min(target.top + height, piece.y + piece.height) - y,
  };
  if (done[tile] === 1) throw writtenTwice(parts.spec, overlap);
  const expected = width * height;
  const merge = { spec: parts.spec, target, overlap };
  if (overlap.width * overlap.height === expected && !open.has(tile)) {
    return complete(parts, position, { pixels: wholeTile(piece, merge), target });
  }
  const begun = await open.take(tile, expected);
  mergeInto(begun, piece, merge);
  if (begun.missing > 0) return;
  open.drop(tile);
  await complete(parts, position, { pixels: begun, target });
}

/** The pixels of a tile; `validity` null: all valid. */
type TilePixels = Pick<OpenTile, "samples" | "validity">;

async function complete(
  parts: PyramidParts,
  { levels, index }: Position,
  { pixels, target }: { pixels: TilePixels; target: Tile },
): Promise<void> {
  const { spec, store, resampling } = parts;
  const level = levels[index]!;
  const { samples, validity } = pixels;
  level.done[target.tile] = 1;
  if (index + 1 < levels.length) {
    const { width, height, left, top } = target;
    const whole = { width, height, rowPixels: spec.tileSize, data: samples, validity };
    const half = halve(whole, { ...spec, resampling });
    await putInto(parts, { levels, index: index + 1 }, { ...half, x: left / 2, y: top / 2 });
  }
  if (parts.isSparse && isEmpty(pixels, spec.nodata, parts.hasValidityImage)) return;
  await store.put(level.tiles, target.tile, { samples, validity });
}

/** Whether a tile that is left out reads the same. */
function isEmpty(
  { samples, validity }: TilePixels,
  nodata: number | null,
  hasValidityImage: boolean,
): boolean {
  if (hasValidityImage && validity?.includes(1) !== false) return false;
  const fill = nodata ?? 0;
  return Number.isNaN(fill) ? samples.every(Number.isNaN) : !samples.some((sample) => sample !== fill);
}
