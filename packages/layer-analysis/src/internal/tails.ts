/** The outermost values of every channel, enough of them for two quantiles of a known number of values. */
export class ChannelTails {
  private readonly low: Float32Array[];
  private readonly high: Float32Array[];
  private readonly filled: Uint32Array[];
  private readonly keep: readonly [number, number];

  private readonly channels: number;
  private readonly count: number;
  private readonly quantiles: readonly [number, number];

  /** @param count - Values of each channel that will come. */
  constructor(channels: number, count: number, quantiles: readonly [number, number]) {
    this.channels = channels;
    this.count = count;
    this.quantiles = quantiles;
    const [lower, upper] = quantiles;
    this.keep = [Math.floor(lower * (count - 1)) + 2, Math.ceil((1 - upper) * (count - 1)) + 2];
    const buffers = (size: number) => Array.from({ length: channels }, () => new Float32Array(2 * size));
    [this.low, this.high] = [buffers(this.keep[0]), buffers(this.keep[1])];
    this.filled = [new Uint32Array(channels), new Uint32Array(channels)];
  }

  /** Takes up the rows `[position, channel]` of a block. */
  include(data: Float32Array): void {
    for (let i = 0, c = 0; i < data.length; i++, c = c + 1 === this.channels ? 0 : c + 1) {
      this.add(0, c, data[i]!);
      this.add(1, c, data[i]!);
    }
  }

  /** Both quantiles of channel `c`, interpolated linearly between neighbours. */
  range(c: number): readonly [number, number] {
    const sorted = [0, 1].map((side) => this.buffer(side, c).subarray(0, this.filled[side]![c]!).toSorted());
    const [lower, upper] = this.quantiles.map((share) => share * (this.count - 1));
    const fromTop = (position: number) => sorted[1]![sorted[1]!.length - this.count + position]!;
    return [between((position) => sorted[0]![position]!, lower!), between(fromTop, upper!)];
  }

  private buffer(side: number, c: number): Float32Array {
    return (side === 0 ? this.low : this.high)[c]!;
  }

  private add(side: number, c: number, value: number): void {
    const buffer = this.buffer(side, c);
    const filled = this.filled[side]!;
    buffer[filled[c]!] = value;
    filled[c]! += 1;
    if (filled[c]! < buffer.length) return;
    const keep = this.keep[side]!;
    buffer.sort();
    if (side === 1) buffer.copyWithin(0, buffer.length - keep);
    filled[c] = keep;
  }
}

function between(at: (position: number) => number, place: number): number {
  const below = Math.floor(place);
  const share = place - below;
  const [a, b] = [at(below), at(Math.ceil(place))];
  return share < 0.5 ? a + (b - a) * share : b - (b - a) * (1 - share); // as NumPy rounds
}
