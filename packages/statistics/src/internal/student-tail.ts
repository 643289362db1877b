const SERIES_FROM = 20;
const TINY = 1e-300;
const PRECISION = 1e-16;
const STEPS = 100_000;

/** P(T > t) of Student's t for t ≥ 0: half the regularised incomplete beta function at `ν / (ν + t²)`. */
export function studentTail(t: number, degreesOfFreedom: number): number {
  const a = degreesOfFreedom / 2;
  const b = 0.5;
  const x = 1 / (1 + (t / degreesOfFreedom) * t);
  const rest = t * t > 1e300 ? 1 : (t * t) / (degreesOfFreedom + t * t); // 1 − x without cancellation
  const logX = -Math.log1p((t / degreesOfFreedom) * t);
  if (rest === 0) return 0.5;
  const front = Math.exp(a * logX + b * Math.log(rest)) / (Math.sqrt(Math.PI) / gammaRatio(a));
  if (x < (a + 1) / (a + b + 2)) return (0.5 * front * betaFraction(x, a, b)) / a;
  return 0.5 - (0.5 * front * betaFraction(rest, b, a)) / b;
}

/** `Γ(a + ½) / Γ(a)`: an asymptotic series, reached by recurrence, so that large arguments lose no digits. */
export function gammaRatio(a: number): number {
  if (a < SERIES_FROM) return (gammaRatio(a + 1) * a) / (a + 0.5);
  const r = 1 / a;
  const s = r * r;
  const series = r * (-1 / 8 + s * (1 / 192 + s * (-1 / 640 + s * (17 / 14336 - (s * 31) / 18432))));
  return Math.sqrt(a) * Math.exp(series);
}

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by the modified Lentz method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return value;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
