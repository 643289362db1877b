/** The shape of an object in its box: 1 where it lies. */
export interface Stamp {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One of the eight turns and mirrorings: bit 0 mirrors left and right, bit 1 up and down, bit 2 swaps the axes. */
export function turned({ width, height, data }: Stamp, turn: number): Stamp {
  if (turn === 0) return { width, height, data };
  const swaps = turn >= 4;
  const size = swaps ? { width: height, height: width } : { width, height };
  const result = new Uint8Array(data.length);
  for (let y = 0, pixel = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++, pixel++) {
      const [column, row] = swaps ? [y, x] : [x, y];
      const from = (turn & 1) === 0 ? column : width - 1 - column;
      const line = (turn & 2) === 0 ? row : height - 1 - row;
      result[pixel] = data[line * width + from]!;
    }
  }
  return { ...size, data: result };
}
