/** How pixels of another size are found: the modes of PyTorch's `interpolate`, and `"average"` of `adaptive_avg_pool2d`. */
export type ResampleMode = "nearest" | "bilinear" | "bicubic" | "average";

/** A rule of resampling along one axis. */
export interface ResampleRule {
  readonly mode: ResampleMode;
  /**
   * `true`: the centres of the corner pixels lie on each other; `false`: the outer edges do (half-pixel centres).
   * Of `"bilinear"` and `"bicubic"` only.
   */
  readonly alignCorners: boolean;
}

/** What makes a cubic kernel sharp: PyTorch's and OpenCV's value. */
const CUBIC = -0.75;

/**
 * What each of `to` pixels takes from each of `from` pixels along one axis: `[to, from]`, row-major. The gradient
 * of the resampling is the transposed matrix, exactly.
 *
 * `"average"`: bin i covers the pixels from ⌊i · from / to⌋ to ⌈(i + 1) · from / to⌉.
 *
 * @see {@link https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html}
 */
export function resampleMatrix(rule: ResampleRule, from: number, to: number): Float32Array {
  const matrix = new Float64Array(to * from);
  for (let row = 0; row < to; row++) {
    for (const [column, share] of SHARES[rule.mode](row, { from, to, aligned: rule.alignCorners })) {
      matrix[row * from + Math.min(from - 1, Math.max(0, column))]! += share; // the edge repeats itself
    }
  }
  return Float32Array.from(matrix);
}

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly aligned: boolean;
}

/** Source positions and their shares; positions outside are moved to the edge. */
const SHARES: Readonly<Record<ResampleMode, (row: number, axis: Axis) => [number, number][]>> = {
  nearest: (row, { from, to }) => [[Math.floor((row * from) / to), 1]],
  bilinear: (row, axis) => {
    const place = Math.max(0, placeOf(row, axis));
    const before = Math.floor(place);
    return [
      [before, 1 - (place - before)],
      [before + 1, place - before],
    ];
  },
  bicubic: (row, axis) => {
    const place = placeOf(row, axis);
    const before = Math.floor(place);
    return [-1, 0, 1, 2].map((step) => [before + step, cubic(Math.abs(place - before - step))]);
  },
  average: (row, { from, to }) => {
    const first = Math.floor((row * from) / to);
    const count = Math.ceil(((row + 1) * from) / to) - first;
    return Array.from({ length: count }, (_, index) => [first + index, 1 / count]);
  },
};

/** Where the centre of an output pixel lies, in input pixels. */
function placeOf(row: number, { from, to, aligned }: Axis): number {
  if (!aligned) return ((row + 0.5) * from) / to - 0.5;
  return to > 1 ? (row * (from - 1)) / (to - 1) : 0;
}

/** Keys' cubic convolution kernel at a distance of up to 2. */
function cubic(distance: number): number {
  if (distance <= 1) return ((CUBIC + 2) * distance - (CUBIC + 3)) * distance * distance + 1;
  return CUBIC * (((distance - 5) * distance + 8) * distance - 4);
}
