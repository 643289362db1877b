/** Rectangle of pixels; `x` counts columns from the left, `y` rows from the top. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
