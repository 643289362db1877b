/** What resampling onto a grid of another CRS needs. */
export interface ResampleOptions {
  /**
   * Map coordinates of the target as those of the source. Needed where the CRS differ. A point without a place in
   * the source gives NaN, or throws an error with the code `OUTSIDE_DOMAIN`, and is outside.
   */
  readonly transform?: (x: number, y: number) => readonly [x: number, y: number];
  /**
   * How far, in pixels of the source, a position may be off: along a row, positions within it of a straight line
   * are interpolated, which is many times faster. Default: 0, every position is transformed.
   */
  readonly tolerance?: number;
}
