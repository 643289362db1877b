import type { Window } from "@undercoat/raster";

/** The smallest window around each numbered region; regions are 1 … count, 0 is none. */
export function boundsOf(
  { width, data }: { readonly width: number; readonly data: Int32Array },
  count: number,
): Window[] {
  const left = new Int32Array(count).fill(width);
  const right = new Int32Array(count).fill(-1);
  const top = new Int32Array(count).fill(-1);
  const bottom = new Int32Array(count);
  for (let pixel = 0; pixel < data.length; pixel++) {
    const region = data[pixel]! - 1;
    if (region < 0) continue;
    const x = pixel % width;
    const y = (pixel - x) / width;
    if (top[region] === -1) top[region] = y; // rows come in order
    bottom[region] = y;
    if (x < left[region]!) left[region] = x;
    if (x > right[region]!) right[region] = x;
  }
  return Array.from(left, (x, region) => ({
    x,
    y: top[region]!,
    width: right[region]! - x + 1,
    height: bottom[region]! - top[region]! + 1,
  }));
}
