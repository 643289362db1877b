/** Which two sides a product is of. */
export type Pair = "xx" | "yy" | "xy";

/** Sums of one side that the unbiased HSIC needs: Σv, Σ|v|², Σ v|v|² and, crosswise, Σ v|other|². */
interface SideSums {
  readonly sum: Float64Array;
  readonly own: Float64Array;
  readonly crossed: Float64Array;
}

/**
 * Second moments of paired rows x and y. All rows are shifted by the first block's mean: the results do not depend on
 * it, and features far from 0 lose no digits.
 */
export class CrossProducts {
  count = 0;
  private shift: readonly [Float64Array, Float64Array] | null = null;
  private readonly products: Readonly<Record<Pair, Float64Array>>;
  private readonly sums: readonly [SideSums, SideSums];
  /** Σ|x|², Σ|y|², Σ|x|⁴, Σ|y|⁴, Σ|x|²|y|². */
  private readonly norms = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 };

  private readonly xSize: number;
  private readonly ySize: number;

  constructor(xSize: number, ySize: number) {
    this.xSize = xSize;
    this.ySize = ySize;
    const sums = (size: number) => ({
      sum: new Float64Array(size),
      own: new Float64Array(size),
      crossed: new Float64Array(size),
    });
    this.sums = [sums(xSize), sums(ySize)];
    this.products = {
      xx: new Float64Array(xSize * xSize),
      yy: new Float64Array(ySize * ySize),
      xy: new Float64Array(xSize * ySize),
    };
  }

  /** Takes up rows `[position, channel]` of both sides. */
  include(x: Float32Array, y: Float32Array): void {
    this.shift ??= [meanOf(x, this.xSize), meanOf(y, this.ySize)];
    const [a, b] = [new Float64Array(this.xSize), new Float64Array(this.ySize)];
    for (let row = 0; row * this.xSize < x.length; row++) {
      const [xNorm, yNorm] = [shiftedRow(a, x, row, this.shift[0]), shiftedRow(b, y, row, this.shift[1])];
      addOuter(this.products.xx, a, a);
      addOuter(this.products.yy, b, b);
      addOuter(this.products.xy, a, b);
      addSums(this.sums[0], a, xNorm, yNorm);
      addSums(this.sums[1], b, yNorm, xNorm);
      this.norms.x += xNorm;
      this.norms.y += yNorm;
      this.norms.xx += xNorm * xNorm;
      this.norms.yy += yNorm * yNorm;
      this.norms.xy += xNorm * yNorm;
      this.count += 1;
    }
  }

  /** Squared Frobenius norm of the product of centred features. */
  plain(pair: Pair): number {
    const [first, second] = this.sidesOf(pair);
    const product = this.products[pair];
    let total = 0;
    for (let i = 0; i < first.sum.length; i++)
      for (let j = 0; j < second.sum.length; j++) {
        const centred = product[i * second.sum.length + j]! - (first.sum[i]! * second.sum[j]!) / this.count;
        total += centred * centred;
      }
    return total;
  }

  /** Unbiased HSIC of the linear kernels up to the factor 1 / (n(n − 3)). */
  unbiased(pair: Pair): number {
    const n = this.count;
    const [first, second] = this.sidesOf(pair);
    const [k, l] = [pair === "yy" ? "y" : "x", pair === "xx" ? "x" : "y"] as const;
    const product = this.products[pair];
    let [trace, mixed] = [-this.norms[pair], this.norms[pair]];
    for (let i = 0; i < first.sum.length; i++)
      for (let j = 0; j < second.sum.length; j++) {
        const value = product[i * second.sum.length + j]!;
        trace += value * value;
        mixed += first.sum[i]! * value * second.sum[j]!;
      }
    const weights =
      pair === "xy" ? ([first.crossed, second.crossed] as const) : ([first.own, first.own] as const);
    mixed -= dot(first.sum, weights[0]) + dot(second.sum, weights[1]);
    const ones = (dot(first.sum, first.sum) - this.norms[k]) * (dot(second.sum, second.sum) - this.norms[l]);
    return trace + ones / ((n - 1) * (n - 2)) - (2 / (n - 2)) * mixed;
  }

  private sidesOf(pair: Pair): readonly [SideSums, SideSums] {
    const [x, y] = this.sums;
    return pair === "xx" ? [x, x] : pair === "yy" ? [y, y] : [x, y];
  }
}

function meanOf(data: Float32Array, channels: number): Float64Array {
  const mean = new Float64Array(channels);
  for (let i = 0; i < data.length; i++) mean[i % channels]! += data[i]!;
  return mean.map((sum) => sum / (data.length / channels));
}

function shiftedRow(target: Float64Array, data: Float32Array, row: number, shift: Float64Array): number {
  let norm = 0;
  for (let c = 0; c < target.length; c++) {
    const value = data[row * target.length + c]! - shift[c]!;
    target[c] = value;
    norm += value * value;
  }
  return norm;
}

function addOuter(target: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0, at = 0; i < a.length; i++) {
    const value = a[i]!;
    for (let j = 0; j < b.length; j++, at++) target[at]! += value * b[j]!;
  }
}

function addSums(
  { sum, own, crossed }: SideSums,
  row: Float64Array,
  ownNorm: number,
  otherNorm: number,
): void {
  for (let c = 0; c < row.length; c++) {
    sum[c]! += row[c]!;
    own[c]! += row[c]! * ownNorm;
    crossed[c]! += row[c]! * otherNorm;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}
