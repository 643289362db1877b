/** Mean and population variance of one channel. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * KL divergence of two Gaussians, `ln(σ_Q/σ_P) + (σ_P² + (μ_P − μ_Q)²)/(2σ_Q²) − ½`, in nats; `NaN` where a
 * variance is not above 0.
 */
export function gaussianKl(p: Moments, q: Moments): number {
  if (!(p.variance > 0 && q.variance > 0)) return Number.NaN;
  const spread = p.variance + (p.mean - q.mean) ** 2;
  return 0.5 * Math.log(q.variance / p.variance) + spread / (2 * q.variance) - 0.5;
}

/** Mean, population variance and range of every channel, block by block. */
export class ChannelMoments {
  count = 0;
  readonly means: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  private readonly squares: Float64Array;

  readonly channels: number;

  constructor(channels: number) {
    this.channels = channels;
    this.means = new Float64Array(channels);
    this.squares = new Float64Array(channels);
    this.low = new Float64Array(channels).fill(Number.POSITIVE_INFINITY);
    this.high = new Float64Array(channels).fill(Number.NEGATIVE_INFINITY);
  }

  /** Takes up the rows `[position, channel]` of a block: two passes over the block, then Chan's merge. */
  include(data: Float32Array): void {
    const { channels, low, high } = this;
    const rows = data.length / channels;
    if (rows === 0) return;
    const mean = new Float64Array(channels);
    const square = new Float64Array(channels);
    for (let i = 0, c = 0; i < data.length; i++, c = c + 1 === channels ? 0 : c + 1) {
      const value = data[i]!;
      mean[c]! += value;
      if (value < low[c]!) low[c] = value;
      if (value > high[c]!) high[c] = value;
    }
    for (let c = 0; c < channels; c++) mean[c]! /= rows;
    for (let i = 0, c = 0; i < data.length; i++, c = c + 1 === channels ? 0 : c + 1)
      square[c]! += (data[i]! - mean[c]!) ** 2;
    this.merge(rows, mean, square);
  }

  /** Moments of channel `c`; the variance of a channel that never changes is exactly 0. */
  at(c: number): Moments {
    const isConstant = this.low[c] === this.high[c];
    return { mean: this.means[c]!, variance: isConstant ? 0 : this.squares[c]! / this.count };
  }

  private merge(rows: number, mean: Float64Array, square: Float64Array): void {
    const total = this.count + rows;
    for (let c = 0; c < this.channels; c++) {
      const step = mean[c]! - this.means[c]!;
      this.squares[c]! += square[c]! + (step * step * this.count * rows) / total;
      this.means[c]! += (step * rows) / total;
    }
    this.count = total;
  }
}
