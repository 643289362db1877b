/** Pixels added on each side of a raster; left out: 0. */
export interface Padding {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}
