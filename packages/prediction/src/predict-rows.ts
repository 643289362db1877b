import type { Raster, Window } from "@undercoat/raster";
import { PredictionError } from "./errors.ts";
import { type Accumulator, accumulator } from "./internal/accumulator.ts";
import { type TileCutter, tileCutter } from "./internal/tile-cutter.ts";
import type { AxisPart, PredictionBlock, PredictionLayout } from "./prediction-layout.ts";
import type { Predictor } from "./predictor.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** What is predicted, and with what. */
export interface RowsContext {
  readonly layout: PredictionLayout;
  readonly predictor: Predictor;
  /** An image, window by window, such as `imageSource` of `@undercoat/datasets` gives. */
  readonly image: {
    readImage(options: {
      readonly window: Window;
      readonly signal?: AbortSignal | undefined;
    }): Promise<Raster>;
  };
  /** Pixels that are wanted: `[height, width]`, 1 inside of the region of interest. Omitted: all. */
  readonly wanted?: ((window: Window) => Uint8Array) | undefined;
  readonly stopwatch: Stopwatch;
  readonly signal?: AbortSignal | undefined;
}

/** Rows of a block that are finished. The arrays are overwritten once the next rows are asked for. */
export interface PredictedRows {
  /** Pixels of the raster. */
  readonly window: Window;
  /** `[height, width, class]`. */
  readonly probabilities: Float32Array;
  /** `[height, width]`: 1 where the pixel is valid and wanted; the others have no class. */
  readonly validity: Uint8Array;
}

/** Predicts block by block; one that lies below the one before goes on where that ended. */
export interface RowPredictor {
  rows(block: PredictionBlock): AsyncGenerator<PredictedRows>;
}

/**
 * Predicts blocks as rows that are final as soon as no tile below has a part in them. The next row of tiles is read
 * while the present one is computed. A tile without a pixel that is valid and wanted is not computed.
 *
 * What a block holds does not depend on the blocks before: batches are made of the tiles of one row of tiles.
 *
 * @throws {PredictionError} `BANDS_DIFFER` if the image has not the model's number of bands.
 */
export function rowPredictor(context: RowsContext): RowPredictor {
  let held: { readonly column: number; readonly nextTile: number; readonly sums: Accumulator } | null = null;
  return Object.freeze({
    async *rows(block: PredictionBlock): AsyncGenerator<PredictedRows> {
      const { layout } = context;
      const across = layout.columnParts[block.column]!;
      const down = layout.rowParts[block.row]!;
      const isBelow = held?.column === block.column && held.sums.top === down.first;
      const sums =
        isBelow && held !== null
          ? held.sums
          : accumulator(layout, {
              across,
              top: down.first,
              classCount: context.predictor.scheme.classes.length,
            });
      const first = isBelow && held !== null ? held.nextTile : down.fromTile;
      held = null; // a failure leaves sums that are half done
      yield* blockRows(context, { across, down, first, sums });
      held = { column: block.column, nextTile: down.toTile, sums };
    },
  });
}

interface BlockRows {
  readonly across: AxisPart;
  readonly down: AxisPart;
  readonly first: number;
  readonly sums: Accumulator;
}

async function* blockRows(
  context: RowsContext,
  { across, down, first, sums }: BlockRows,
): AsyncGenerator<PredictedRows> {
  const { layout, stopwatch, signal, wanted } = context;
  const read = (tile: number) => (tile < down.toTile ? readRow(context, across, tile) : null);
  let next = read(first);
  for (let tile = first; tile < down.toTile; tile++) {
    const row = await stopwatch.measure("read", () => next!);
    next = read(tile + 1);
    next?.catch(() => undefined); // told when it is its turn
    signal?.throwIfAborted();
    const cutter = tileCutter(layout, { row, wanted: wanted?.(row.window) ?? null });
    await stopwatch.measure("infer", () => predictRow(context, { across, tile, cutter, sums }));
    const bottom = layout.rows.tiles[tile + 1]?.first ?? layout.height;
    const window = {
      x: across.first,
      y: sums.top,
      width: across.last - across.first,
      height: bottom - sums.top,
    };
    if (window.height <= 0) continue; // a tile above, of which only the end belongs here
    yield { window, probabilities: sums.finished(bottom), validity: cutter.validityOf(window) };
    sums.drop(bottom);
  }
}

/** The samples of a row of tiles. */
export interface TileRow {
  readonly window: Window;
  readonly image: Raster;
}

async function readRow(
  { layout, image, predictor, signal }: RowsContext,
  across: AxisPart,
  tile: number,
): Promise<TileRow> {
  const { columns, rows, width, height } = layout;
  const left = columns.tiles[across.fromTile]!.from;
  const right = Math.min(width, columns.tiles[across.toTile - 1]!.from + columns.length);
  const top = rows.tiles[tile]!.from;
  const window = { x: left, y: top, width: right - left, height: Math.min(height, top + rows.length) - top };
  const read = await image.readImage({ window, signal });
  if (read.bands.length === predictor.bands.length) return { window, image: read };
  throw new PredictionError("BANDS_DIFFER", {
    message: `the image has ${read.bands.length} bands, but model "${predictor.name}" takes ${predictor.bands.length}; choose its bands`,
    context: { bands: read.bands.length, expected: predictor.bands.length },
  });
}

interface RowTask {
  readonly across: AxisPart;
  readonly tile: number;
  readonly cutter: TileCutter;
  readonly sums: Accumulator;
}

async function predictRow(
  { layout, predictor, signal }: RowsContext,
  { across, tile, cutter, sums }: RowTask,
): Promise<void> {
  const indices: number[] = [];
  for (let index = across.fromTile; index < across.toTile; index++)
    if (cutter.isWanted(index)) indices.push(index);
  for (let at = 0; at < indices.length; at += layout.batch) {
    signal?.throwIfAborted();
    const some = indices.slice(at, at + layout.batch);
    const probabilities = await predictor.predict(cutter.batchOf(some));
    for (const [place, column] of some.entries()) sums.add(probabilities, { place, column, row: tile });
    await new Promise(setImmediate); // lets what was read arrive
  }
}
