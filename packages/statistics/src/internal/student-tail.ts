import { betaFraction } from "./beta-fraction.ts";

const SERIES_FROM = 20;

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
