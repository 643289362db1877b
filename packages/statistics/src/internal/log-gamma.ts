const SERIES_FROM = 15;

/** `ln Γ(x)` for x > 0: Stirling's series (DLMF 5.11.1), reached by recurrence. */
function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  while (shifted < SERIES_FROM) product *= shifted++;
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    0.5 * Math.log(2 * Math.PI) +
    stirling(shifted) -
    Math.log(product)
  );
}

/** `ln B(a, b)`; the large terms of large shapes are combined before they can cancel. */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (small < SERIES_FROM) {
    if (large < SERIES_FROM) return logGamma(small) + logGamma(large) - logGamma(a + b);
    const ratio = // ln Γ(large) − ln Γ(large + small)
      (large - 0.5) * -Math.log1p(small / large) -
      small * Math.log(large + small) +
      small +
      stirling(large) -
      stirling(large + small);
    return logGamma(small) + ratio;
  }
  return (
    0.5 * Math.log(2 * Math.PI) -
    0.5 * Math.log(large) +
    (small - 0.5) * Math.log(small / (small + large)) -
    large * Math.log1p(small / large) +
    stirling(small) +
    stirling(large) -
    stirling(small + large)
  );
}

/** What Stirling's formula lacks. */
function stirling(x: number): number {
  const r = 1 / x;
  const s = r * r;
  return r * (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360)))));
}
