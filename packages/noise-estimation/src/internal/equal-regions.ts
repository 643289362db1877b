import { IGNORE_INDEX } from "@undercoat/raster";

/** Regions of equal value that touch along an edge: 1 … count in raster order of their first pixel; 0 where the value is 255. */
export function equalRegions({
  width,
  height,
  data,
}: {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}): { data: Int32Array; count: number } {
  const regions = new Int32Array(data.length);
  let count = 0;
  const waiting: number[] = [];
  const visit = (pixel: number, value: number): void => {
    if (regions[pixel] !== 0 || data[pixel] !== value) return;
    regions[pixel] = count;
    waiting.push(pixel);
  };
  for (let first = 0; first < data.length; first++) {
    const value = data[first]!;
    if (value === IGNORE_INDEX || regions[first] !== 0) continue;
    count += 1;
    visit(first, value);
    for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
      const x = pixel % width;
      if (x > 0) visit(pixel - 1, value);
      if (x < width - 1) visit(pixel + 1, value);
      if (pixel >= width) visit(pixel - width, value);
      if (pixel < width * (height - 1)) visit(pixel + width, value);
    }
  }
  return { data: regions, count };
}
