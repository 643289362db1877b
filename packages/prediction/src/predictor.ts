import type { Band, ClassScheme } from "@undercoat/raster";

/** Tiles of one size. */
export interface TileBatch {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Samples `[tile, height, width, band]` as the raster holds them; 0 where they are not valid. */
  readonly data: Float32Array;
  /** `[tile, height, width]`: 1 where a pixel holds data. */
  readonly validity: Uint8Array;
}

/** What makes probabilities of samples: one model, several, or something of one's own. */
export interface Predictor {
  readonly kind: "predictor";
  readonly name: string;
  readonly scheme: ClassScheme;
  readonly bands: readonly Band[];
  /** Height and width of tiles must be multiples of this. */
  readonly sizeMultiple: number;
  /**
   * Probabilities `[tile, height, width, class]`, which may be overwritten by the next call. Those of one tile must not
   * depend on the other tiles.
   */
  predict(batch: TileBatch): Promise<Float32Array>;
  /** Frees what it compiled; models stay as they are. */
  dispose(): void;
}
