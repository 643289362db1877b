/** y = a (1 - exp(-b x^c)) with 0 ≤ a, c ≤ 1 and b > 0. */
export interface SaturatingCurve {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** The curve nearest to `values` at x = 1, 2, … in least squares, by a search that narrows 12 times around its best. */
export function fitSaturatingCurve(values: readonly number[]): SaturatingCurve {
  let best = { a: 0, b: 1, c: 1, error: Number.POSITIVE_INFINITY };
  let [logB, spanB, middleC, spanC] = [Math.log(0.1), Math.log(1000), 0.5, 0.5];
  for (let round = 0; round < 12; round++) {
    for (let i = -8; i <= 8; i++)
      for (let j = -8; j <= 8; j++) {
        const b = Math.exp(logB + (spanB * i) / 8);
        const c = Math.min(1, Math.max(0.01, middleC + (spanC * j) / 8));
        const fitted = fitHeight(values, b, c);
        if (fitted.error < best.error) best = { ...fitted, b, c };
      }
    [logB, middleC] = [Math.log(best.b), best.c];
    [spanB, spanC] = [spanB / 2, spanC / 2];
  }
  return { a: best.a, b: best.b, c: best.c };
}

function fitHeight(values: readonly number[], b: number, c: number): { a: number; error: number } {
  let [product, square] = [0, 0];
  const shape = values.map((_, index) => 1 - Math.exp(-b * (index + 1) ** c));
  values.forEach((value, index) => {
    product += value * shape[index]!;
    square += shape[index]! ** 2;
  });
  const a = Math.min(1, Math.max(0, square === 0 ? 0 : product / square));
  const error = values.reduce((sum, value, index) => sum + (value - a * shape[index]!) ** 2, 0);
  return { a, error };
}

/** Of x = 1 … `last`, how many have a steeper curve than the straight line from x = 1 to `last`. */
export function steepPoints({ a, b, c }: SaturatingCurve, last: number): number {
  const at = (x: number) => a * (1 - Math.exp(-b * x ** c));
  if (last < 2) return 0;
  const chord = (at(last) - at(1)) / (last - 1);
  let count = 0;
  for (let x = 1; x <= last; x++) if (a * b * c * x ** (c - 1) * Math.exp(-b * x ** c) > chord) count += 1;
  return count;
}
