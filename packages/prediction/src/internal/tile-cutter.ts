import type { Window } from "@undercoat/raster";
import type { TileRow } from "../predict-rows.ts";
import type { PredictionLayout } from "../prediction-layout.ts";
import type { TileBatch } from "../predictor.ts";

/** Cuts tiles out of the samples of a row of tiles. */
export interface TileCutter {
  /** Whether a tile of this column has a pixel that is valid and wanted. */
  isWanted(column: number): boolean;
  /** Tiles of these columns as a batch; the rest of a batch that is not full, and what lies outside, is not valid. */
  batchOf(columns: readonly number[]): TileBatch;
  /** What is valid and wanted in a window of the raster. */
  validityOf(window: Window): Uint8Array;
}

/** @param wanted - The pixels of the row that are wanted; null: all. */
export function tileCutter(
  { columns, rows, batch }: PredictionLayout,
  { row, wanted }: { readonly row: TileRow; readonly wanted: Uint8Array | null },
): TileCutter {
  const { window, image } = row;
  const { data, validity } = image;
  const bandCount = image.bands.length;
  const [height, width] = [rows.length, columns.length];
  const isGood = (pixel: number) => validity?.[pixel] !== 0 && wanted?.[pixel] !== 0;
  const leftOf = (column: number) => columns.tiles[column]!.from - window.x;
  return {
    isWanted: (column) => {
      if (validity === null && wanted === null) return true;
      const left = leftOf(column);
      const right = Math.min(window.width, left + width);
      for (let y = 0; y < window.height; y++)
        for (let x = left; x < right; x++) if (isGood(y * window.width + x)) return true;
      return false;
    },
    batchOf: (indices) => {
      const samples = new Float32Array(batch * height * width * bandCount);
      const valid = new Uint8Array(batch * height * width);
      indices.forEach((column, place) => {
        const left = leftOf(column);
        const count = Math.min(width, window.width - left);
        for (let y = 0; y < window.height; y++) {
          const [from, to] = [y * window.width + left, (place * height + y) * width];
          samples.set(data.subarray(from * bandCount, (from + count) * bandCount), to * bandCount);
          if (validity === null) valid.fill(1, to, to + count);
          else valid.set(validity.subarray(from, from + count), to);
        }
      });
      return { count: batch, height, width, data: samples, validity: valid };
    },
    validityOf: ({ x, y, width: across, height: down }) => {
      const result = new Uint8Array(across * down).fill(1);
      if (validity === null && wanted === null) return result;
      for (let line = 0; line < down; line++) {
        const from = (y + line - window.y) * window.width + x - window.x;
        for (let at = 0; at < across; at++) if (!isGood(from + at)) result[line * across + at] = 0;
      }
      return result;
    },
  };
}
