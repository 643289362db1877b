import { placeBits, rowSeed } from "./place-random.ts";
import { portableExp } from "./portable-math.ts";
import type { FieldRow } from "./warped.ts";

/** Weights and numbers are whole multiples of 2⁻¹⁵: their sums are exact in any order. */
const ONE = 2 ** 15;
const DEVIATIONS = 4;

/** Two fields of independent uniform numbers in [−1, 1), one a pixel, blurred by a Gaussian and multiplied by `scale`. */
export function blurredNoise({
  seed,
  sigma,
  scale,
  x,
  width,
}: {
  readonly seed: number;
  readonly sigma: number;
  readonly scale: number;
  readonly x: number;
  readonly width: number;
}): (row: FieldRow) => void {
  const weights = gaussianWeights(sigma);
  const reach = (weights.length - 1) / 2;
  const lines = Array.from({ length: weights.length }, () => ({
    y: Number.NaN,
    right: new Float64Array(width),
    down: new Float64Array(width),
  }));
  const raw = { right: new Float64Array(width + 2 * reach), down: new Float64Array(width + 2 * reach) };
  const lineAt = (y: number) => {
    const line = lines[((y % lines.length) + lines.length) % lines.length]!;
    if (line.y === y) return line;
    drawInto(raw, { row: rowSeed(seed, y), from: x - reach });
    blurInto(line.right, raw.right, weights);
    blurInto(line.down, raw.down, weights);
    line.y = y;
    return line;
  };
  return ({ y, dx, dy }) => {
    dx.fill(0);
    dy.fill(0);
    for (let k = -reach; k <= reach; k++) {
      const { right, down } = lineAt(y + k);
      const weight = weights[k + reach]!;
      for (let column = 0; column < width; column++) {
        dx[column]! += weight * right[column]!;
        dy[column]! += weight * down[column]!;
      }
    }
    const unit = scale / (ONE * ONE * ONE);
    for (let column = 0; column < width; column++) {
      dx[column]! *= unit;
      dy[column]! *= unit;
    }
  };
}

/** The upper half of the bits of every place for one field, the lower half for the other. */
function drawInto(
  raw: { readonly right: Float64Array; readonly down: Float64Array },
  { row, from }: { readonly row: number; readonly from: number },
): void {
  for (let at = 0; at < raw.right.length; at++) {
    const bits = placeBits(row, from + at);
    raw.right[at] = (bits >>> 16) - ONE;
    raw.down[at] = (bits & 0xffff) - ONE;
  }
}

function blurInto(target: Float64Array, raw: Float64Array, weights: Float64Array): void {
  target.fill(0);
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k]!;
    for (let column = 0; column < target.length; column++) target[column]! += weight * raw[column + k]!;
  }
}

/** Weights of a Gaussian as whole numbers that sum to 2¹⁵. */
function gaussianWeights(sigma: number): Float64Array {
  const reach = Math.floor(DEVIATIONS * sigma + 0.5);
  const exact = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    portableExp(-((k - reach) * (k - reach)) / (2 * sigma * sigma)),
  );
  const sum = exact.reduce((total, weight) => total + weight, 0);
  const weights = exact.map((weight) => Math.round((weight / sum) * ONE));
  weights[reach]! += ONE - weights.reduce((total, weight) => total + weight, 0);
  return weights;
}
