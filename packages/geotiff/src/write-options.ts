import type { PaletteEntry } from "./internal/writing/palette.ts";

/** The name of one value of a label raster. */
export interface ClassName {
  readonly value: number;
  readonly name: string;
}

/** How a GeoTIFF is stored, and what it says about its bands. A name that is not listed here is refused. */
export interface GeoTiffFormatOptions {
  /** The value of pixels without data. */
  readonly nodata?: number | null;
  /** Default `"rgb"` where the bands are unsigned and their names begin with red, green and blue, else `"grey"`. */
  readonly photometric?: "grey" | "rgb";
  /** One name per band. */
  readonly bandNames?: readonly string[];
  /** Colours of the values of one band of uint8 or uint16; other values are black. */
  readonly palette?: readonly PaletteEntry[];
  /** Names of the values of one band of whole numbers. */
  readonly classNames?: readonly ClassName[];
  /** `sample · scale + offset` is what is meant: one factor for all bands, or one per band. Nothing is applied. */
  readonly scale?: number | readonly number[];
  readonly offset?: number | readonly number[];
  /** Number of the band that holds opacity, counted from 1; 0 in it is a pixel that is not valid. */
  readonly alpha?: number;
  /** Pixels of a tile's side, a multiple of 16. */
  readonly tileSize?: number;
  /** Default `"deflate"`, which every reader has; `"zstd"` is faster. */
  readonly compression?: "none" | "deflate" | "zstd";
  /** Default 6 for deflate (1 to 9) and 9 for zstd (1 to 22), as in GDAL. */
  readonly compressionLevel?: number;
  /**
   * 1: none, 2: differences of whole numbers, 3: of floats. Default: 2 or 3, whichever fits, where the file is
   * compressed and has neither palette nor class names.
   */
  readonly predictor?: 1 | 2 | 3;
  /** Default `"pixel"`: all bands of a pixel together; `"band"`: one band after the other. */
  readonly interleave?: "pixel" | "band";
}
