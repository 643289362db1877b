/** Functions made of + − × ÷ alone: the same bits on every platform, unlike Math.exp, Math.sin and Math.cos. */

const TERMS = 20;

/** e^x for x ≤ 0, by halving x until its series is short and squaring again. */
export function portableExp(x: number): number {
  if (x < -700) return 0;
  let halvings = 0;
  let small = x;
  while (small < -0.5) {
    small /= 2;
    halvings += 1;
  }
  let term = 1;
  let sum = 1;
  for (let n = 1; n < TERMS; n++) {
    term *= small / n;
    sum += term;
  }
  for (; halvings > 0; halvings--) sum *= sum;
  return sum;
}

/** Cosine and sine of an angle in degrees; exact at right angles. */
export function portableCosSin(degrees: number): readonly [cos: number, sin: number] {
  const turn = ((degrees % 360) + 360) % 360;
  const quarter = Math.round(turn / 90) % 4;
  const rest = turn - Math.round(turn / 90) * 90;
  const x = (rest * Math.PI) / 180;
  let [cos, sin, term] = [1, 0, 1];
  for (let n = 1; n < TERMS; n++) {
    term *= x / n;
    const sign = n % 4 < 2 ? 1 : -1;
    if (n % 2 === 1) sin += sign * term;
    else cos += sign * term;
  }
  if (quarter === 0) return [cos, sin];
  if (quarter === 1) return [-sin, cos];
  return quarter === 2 ? [-cos, -sin] : [sin, -cos];
}
