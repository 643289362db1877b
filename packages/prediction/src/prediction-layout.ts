import type { Window } from "@undercoat/raster";
import { PredictionError } from "./errors.ts";
import { type AxisTile, type TileAxis, tileAxis } from "./internal/tile-axis.ts";
import { TilingOptions } from "./tiling-options.ts";

/** A part of an axis that belongs to one block. */
export interface AxisPart {
  readonly first: number;
  readonly last: number;
  /** Tiles with a part in it: from this one to the one before `toTile`. */
  readonly fromTile: number;
  readonly toTile: number;
}

/** One item of work: a window of the map, and the tiles that make it. */
export interface PredictionBlock {
  readonly window: Window;
  /** Which column and row of blocks it is. */
  readonly column: number;
  readonly row: number;
}

/** How a raster is cut into tiles and blocks. */
export interface PredictionLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: TileAxis;
  readonly rows: TileAxis;
  readonly columnParts: readonly AxisPart[];
  readonly rowParts: readonly AxisPart[];
  /** Column by column, each from top to bottom: a worker goes on below what it just did. */
  readonly blocks: readonly PredictionBlock[];
  readonly batch: number;
  readonly blend: "cosine" | "centre";
}

/** What a layout is made for. */
export interface LayoutTarget {
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly classCount: number;
  /** What the network divides sizes by. */
  readonly sizeMultiple: number;
}

/** Pixels of four tiles of 256². */
const BATCH_PIXELS = 2 ** 18;

/** Bytes that one row of tiles of a block may take: its samples, twice, and its probabilities. */
const ROW_BYTES = 2 ** 27;

/**
 * Cuts a raster into tiles and blocks: the same cut for the same sizes, whoever asks.
 *
 * @throws {PredictionError} `TILE_UNUSABLE` for a tile or an overlap that does not fit the network; the message names
 *   the nearest that do.
 */
export function predictionLayout(target: LayoutTarget, options: TilingOptions = {}): PredictionLayout {
  const { tile, overlap, blend, block, batch } = TilingOptions.parse(options);
  const { width, height, bandCount, classCount, sizeMultiple } = target;
  assertFits({ tile, overlap, sizeMultiple });
  const columns = tileAxis(width, { tile, overlap, blend, sizeMultiple });
  const rows = tileAxis(height, { tile, overlap, blend, sizeMultiple });
  const widest = Math.floor(ROW_BYTES / (rows.length * 4 * (2 * bandCount + classCount)));
  const columnParts = partsOf(columns, Math.min(block, widest));
  const rowParts = partsOf(rows, block);
  const blocks = columnParts.flatMap(({ first: x, last: right }, column) =>
    rowParts.map(({ first: y, last: bottom }, row) => ({
      window: { x, y, width: right - x, height: bottom - y },
      column,
      row,
    })),
  );
  const pixels = columns.length * rows.length;
  const across = Math.max(...columnParts.map(({ fromTile, toTile }) => toTile - fromTile));
  return Object.freeze({
    width,
    height,
    columns,
    rows,
    columnParts,
    rowParts,
    blocks,
    batch: Math.min(across, batch ?? Math.max(1, Math.round(BATCH_PIXELS / pixels))),
    blend,
  });
}

/** Cuts an axis where tiles begin, into parts of about the same number of tiles and at most `size` pixels. */
function partsOf({ tiles, size: pixels }: TileAxis, size: number): readonly AxisPart[] {
  const step = Math.max(1, (tiles[1]?.from ?? pixels) - (tiles[0]?.from ?? 0));
  const most = Math.max(1, Math.floor(size / step));
  const count = Math.ceil(tiles.length / most);
  const bound = (part: number) => Math.floor((part * tiles.length) / count);
  const startOf = (tile: AxisTile | undefined) => tile?.first ?? pixels;
  return Array.from({ length: count }, (_, part) => {
    const [first, last] = [startOf(tiles[bound(part)]), startOf(tiles[bound(part + 1)])];
    const fromTile = tiles.findIndex((tile) => tile.last > first);
    return { first, last, fromTile, toTile: bound(part + 1) };
  });
}

function assertFits({
  tile,
  overlap,
  sizeMultiple,
}: {
  readonly tile: number;
  readonly overlap: number;
  readonly sizeMultiple: number;
}): void {
  const nearest = Math.max(sizeMultiple, Math.round(tile / sizeMultiple) * sizeMultiple);
  if (tile % sizeMultiple !== 0)
    throw unusable(`tile is ${tile}, but this network takes multiples of ${sizeMultiple}; give ${nearest}`, {
      tile,
      sizeMultiple,
    });
  const double = 2 * sizeMultiple;
  if (overlap % double !== 0)
    throw unusable(
      `overlap is ${overlap}, but twice a multiple of ${sizeMultiple} was expected, so that every tile meets the network's strides alike; give ${Math.max(0, Math.round(overlap / double) * double)}`,
      { overlap, sizeMultiple },
    );
  if (2 * overlap > tile)
    throw unusable(
      `overlap is ${overlap}, but at most half of the tile (${tile}) was expected; give ${Math.floor(tile / 2 / double) * double}, or a larger tile`,
      { tile, overlap },
    );
}

function unusable(message: string, context: Readonly<Record<string, unknown>>): PredictionError {
  return new PredictionError("TILE_UNUSABLE", { message, context });
}
