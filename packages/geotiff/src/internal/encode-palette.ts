import { GeoTiffError } from "../errors.ts";

/** The colour of one value. */
export interface PaletteEntry {
  readonly value: number;
  /** Six hexadecimal digits, RGB, such as `"1f77b4"`. */
  readonly color: string;
}

/** TIFF's ColorMap: all reds, then all greens, then all blues, each of 16 bits. */
export function colourMap(palette: readonly PaletteEntry[], bits: number): number[] {
  const size = 2 ** bits;
  const map = new Array<number>(3 * size).fill(0);
  for (const { value, color } of palette) {
    const digits = /^#?([0-9a-f]{6})$/i.exec(color)?.[1];
    if (digits === undefined) throw colourError(value, color);
    for (const channel of [0, 1, 2]) {
      map[channel * size + value] = Number.parseInt(digits.slice(channel * 2, channel * 2 + 2), 16) * 257;
    }
  }
  return map;
}

function colourError(value: number, color: string): GeoTiffError {
  return new GeoTiffError("NOT_WRITABLE", {
    message: `the colour of value ${value} is "${color}", six hexadecimal digits such as "1f77b4" were expected`,
    context: { value, color },
  });
}
