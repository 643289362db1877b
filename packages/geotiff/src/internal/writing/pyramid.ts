import type { SampleBlock, Window } from "@undercoat/raster";
import { GeoTiffError } from "../../errors.ts";
import { halve, type Pixels, type Resampling } from "./halve.ts";
import type { ImageSize } from "./image-tags.ts";
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
const OPEN_BYTES = 2 ** 26;

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
  const levels = parts.sizes.map((size) => newLevel(parts, size));
  return {
    levels,
    put: (window, { data, validity }) =>
      putInto(parts, { levels, index: 0 }, { ...window, rowPixels: window.width, data, validity }),
    async fillGaps() {
      for (const [index, level] of levels.entries()) {
        for (const tile of level.open.begun()) {
          const begun = await level.open.take(tile, 0);
          level.open.drop(tile);
          await complete(parts, { levels, index }, { begun, target: tileAt(level, tile, spec.tileSize) });
        }
      }
    },
  };
}

function newLevel({ spec, scratch, store, sizes }: PyramidParts, size: ImageSize): PyramidLevel {
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
      budget: OPEN_BYTES / sizes.length,
      fill: spec.nodata ?? 0,
    }),
    done: new Uint8Array(across * down),
  };
}

interface Position {
  readonly levels: readonly PyramidLevel[];
  readonly index: number;
}

/** Pixels with the place of the first one in their level. */
type Piece = Pixels & { readonly x: number; readonly y: number };

interface Tile {
  readonly tile: number;
  readonly left: number;
  readonly top: number;
  /** Of the part inside of the image. */
  readonly width: number;
  readonly height: number;
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
  const pixels = overlap.width * overlap.height;
  const isWhole = pixels === width * height && !open.has(tile);
  const begun = isWhole ? open.begin(pixels) : await open.take(tile, width * height);
  mergeInto(begun, piece, { spec: parts.spec, target, overlap });
  if (begun.missing > 0) return;
  open.drop(tile);
  await complete(parts, position, { begun, target });
}

interface Merge {
  readonly spec: WriteSpec;
  readonly target: Tile;
  readonly overlap: Window;
}

function mergeInto(begun: OpenTile, piece: Piece, { spec, target, overlap }: Merge): void {
  const { tileSize, bandCount } = spec;
  for (let row = 0; row < overlap.height; row++) {
    const from = (overlap.y - piece.y + row) * piece.rowPixels + overlap.x - piece.x;
    const to = (overlap.y - target.top + row) * tileSize + overlap.x - target.left;
    const end = to + overlap.width;
    if (begun.written.subarray(to, end).includes(1)) throw writtenTwice(spec, overlap);
    begun.written.fill(1, to, end);
    begun.samples.set(
      piece.data.subarray(from * bandCount, (from + overlap.width) * bandCount),
      to * bandCount,
    );
    if (piece.validity === null) begun.validity.fill(1, to, end);
    else begun.validity.set(piece.validity.subarray(from, from + overlap.width), to);
  }
  begun.missing -= overlap.width * overlap.height;
}

async function complete(
  parts: PyramidParts,
  { levels, index }: Position,
  { begun, target }: { begun: OpenTile; target: Tile },
): Promise<void> {
  const { spec, store, resampling } = parts;
  const level = levels[index]!;
  const { samples } = begun;
  const validity = isAllValid(begun, target, spec.tileSize) ? null : begun.validity;
  level.done[target.tile] = 1;
  if (index + 1 < levels.length) {
    const { width, height, left, top } = target;
    const half = halve(
      { width, height, rowPixels: spec.tileSize, data: samples, validity },
      { ...spec, resampling },
    );
    await putInto(parts, { levels, index: index + 1 }, { ...half, x: left / 2, y: top / 2 });
  }
  if (parts.isSparse && isEmpty(begun, spec.nodata, parts.hasValidityImage)) return;
  await store.put(level.tiles, target.tile, { samples, validity });
}

function isAllValid({ validity }: OpenTile, { width, height }: Tile, tileSize: number): boolean {
  for (let row = 0; row < height; row++) {
    if (validity.subarray(row * tileSize, row * tileSize + width).includes(0)) return false;
  }
  return true;
}

/** Whether a tile that is left out reads the same. */
function isEmpty({ samples, validity }: OpenTile, nodata: number | null, hasValidityImage: boolean): boolean {
  if (hasValidityImage && validity.includes(1)) return false;
  const fill = nodata ?? 0;
  return Number.isNaN(fill) ? samples.every(Number.isNaN) : !samples.some((sample) => sample !== fill);
}

function writtenTwice({ grid }: WriteSpec, { x, y, width, height }: Window): GeoTiffError {
  return new GeoTiffError("WRITTEN_TWICE", {
    message:
      `${width}×${height} pixels at column ${x}, row ${y} were written, but some of them had been written before ` +
      `(image of ${grid.width}×${grid.height}); write every pixel once`,
    context: { x, y, width, height },
  });
}
