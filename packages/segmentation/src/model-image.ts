/** One image as the network takes it: normalised, row-major `[height, width, band]`. */
export interface ModelImage {
  readonly data: Float32Array;
  readonly height: number;
  readonly width: number;
  /** Number of bands. */
  readonly bands: number;
}
