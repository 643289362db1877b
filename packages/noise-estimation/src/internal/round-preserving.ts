/**
 * Rounds to whole numbers whose sum is the rounded sum: those that rounding moved furthest the wrong way give way, as
 * many as needed. Among equals the last is raised, or the first lowered: what cleanlab does where NumPy sorts stably.
 */
export function roundPreserving(values: readonly number[]): number[] {
  const rounded = values.map(roundHalfEven);
  let missing =
    roundHalfEven(values.reduce((sum, value) => sum + value, 0)) -
    rounded.reduce((sum, value) => sum + value, 0);
  while (missing !== 0) {
    const step = Math.sign(missing);
    const byResidual = values
      .map((value, index) => ({ index, residual: value - rounded[index]! }))
      .toSorted((a, b) => step * (b.residual - a.residual || b.index - a.index));
    for (const { index } of byResidual.slice(0, Math.abs(missing))) {
      rounded[index]! += step;
      missing -= step;
    }
  }
  return rounded;
}

/** To the nearest whole number, halves to the even one. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
