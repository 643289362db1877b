/** How pixels of another size are found. */
export interface InterpolationRule {
  readonly kind: "nearest" | "bilinear";
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/**
 * What each of `to` pixels takes from each of `from` pixels along one axis, `[to, from]`, row-major: the rule
 * of TensorFlow.js's cpu kernels, whose gradient is the transposed matrix, exactly.
 */
export function interpolationMatrix(rule: InterpolationRule, from: number, to: number): Float32Array {
  const matrix = new Float32Array(to * from);
  const aligned = rule.alignCorners && to > 1;
  const scale = (aligned ? from - 1 : from) / (aligned ? to - 1 : to);
  for (let row = 0; row < to; row++) {
    for (const [column, share] of sharesAt(rule, row, scale, from)) matrix[row * from + column]! += share;
  }
  return matrix;
}

function sharesAt(rule: InterpolationRule, row: number, scale: number, from: number): [number, number][] {
  const last = from - 1;
  if (rule.kind === "nearest") {
    const place = rule.halfPixelCenters ? scale * (row + 0.5) : scale * row;
    return [[Math.min(last, rule.alignCorners ? Math.round(place) : Math.floor(place)), 1]];
  }
  const place = rule.halfPixelCenters ? scale * (row + 0.5) - 0.5 : scale * row;
  const low = Math.max(0, Math.floor(place));
  const share = place - low;
  return [
    [low, 1 - share],
    [Math.min(last, Math.ceil(place)), share],
  ];
}

/** A row-major matrix with rows and columns exchanged. */
export function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(
    matrix,
    (_, index) => matrix[(index % rows) * columns + Math.floor(index / rows)]!,
  );
}
