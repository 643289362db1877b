import type { SampleType } from "@undercoat/raster";

/** The colour of one value. */
export interface PaletteEntry {
  readonly value: number;
  /** Six hexadecimal digits, RGB, such as `"1f77b4"`. */
  readonly color: string;
}

type Colour = readonly [red: number, green: number, blue: number];

/** Colours by value, 0 to 255 each. */
export function coloursOf(palette: readonly PaletteEntry[]): ReadonlyMap<number, Colour> {
  return new Map(palette.map(({ value, color }) => [value, channelsOf(color) ?? [0, 0, 0]]));
}

/** TIFF's ColorMap: all reds, then all greens, then all blues, each of 16 bits. */
export function colourMap(palette: readonly PaletteEntry[], bits: number): number[] {
  const size = 2 ** bits;
  const map = new Array<number>(3 * size).fill(0);
  for (const [value, colour] of coloursOf(palette)) {
    for (const [channel, level] of colour.entries()) map[channel * size + value] = level * 257;
  }
  return map;
}

/** Why a palette cannot be stored, or null. */
export function paletteProblem(
  palette: readonly PaletteEntry[],
  { bandCount, sampleType }: { bandCount: number; sampleType: SampleType },
): string | null {
  if (bandCount !== 1 || (sampleType !== "uint8" && sampleType !== "uint16"))
    return `a palette needs one band of uint8 or uint16, got ${bandCount} of ${sampleType}; leave the palette out`;
  const most = sampleType === "uint16" ? 65535 : 255;
  const outside = palette.find(({ value }) => !Number.isInteger(value) || value < 0 || value > most);
  if (outside) return `the palette colours the value ${outside.value}, but ${sampleType} holds 0 to ${most}`;
  const unread = palette.find(({ color }) => channelsOf(color) === null);
  if (unread === undefined) return null;
  return `the colour of value ${unread.value} is "${unread.color}", six hexadecimal digits such as "1f77b4" were expected`;
}

function channelsOf(color: string): Colour | null {
  const digits = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)?.slice(1);
  if (digits === undefined) return null;
  const [red = 0, green = 0, blue = 0] = digits.map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue];
}
