/** Pixels inside (not 0) and outside (0) of something, row-major `[height, width]`. */
export interface BinaryMap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
