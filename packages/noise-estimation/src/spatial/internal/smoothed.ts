import type { EdgeMap } from "./edges.ts";

/** Edges blurred by a Gaussian, cut off at 3 sigma; what is not known has no weight and stays not known. */
export function smoothed(edges: EdgeMap, sigma: number): EdgeMap {
  if (sigma === 0) return edges;
  const { width, height, strength, known } = edges;
  const reach = Math.ceil(3 * sigma);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const blur = (values: ArrayLike<number>) => alongY(alongX(values, width, kernel), width, kernel);
  const [sums, weights] = [blur(strength), blur(known)];
  const blurred = new Float32Array(strength.length);
  for (let pixel = 0; pixel < blurred.length; pixel++) {
    if (known[pixel] === 1) blurred[pixel] = sums[pixel]! / weights[pixel]!;
  }
  return { width, height, strength: blurred, known };
}

function alongX(values: ArrayLike<number>, width: number, kernel: Float64Array): Float32Array {
  const reach = (kernel.length - 1) / 2;
  const result = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += width) {
    for (let x = 0; x < width; x++) {
      const value = values[start + x]!;
      if (value === 0) continue;
      const [from, to] = [Math.max(0, x - reach), Math.min(width - 1, x + reach)];
      for (let at = from; at <= to; at++) result[start + at]! += value * kernel[at - x + reach]!;
    }
  }
  return result;
}

function alongY(values: Float32Array, width: number, kernel: Float64Array): Float32Array {
  const reach = (kernel.length - 1) / 2;
  const height = values.length / width;
  const result = new Float32Array(values.length);
  for (let row = 0; row < height; row++) {
    const [from, to] = [Math.max(0, row - reach), Math.min(height - 1, row + reach)];
    for (let other = from; other <= to; other++) {
      const weight = kernel[other - row + reach]!;
      for (let x = 0; x < width; x++) result[row * width + x]! += weight * values[other * width + x]!;
    }
  }
  return result;
}
