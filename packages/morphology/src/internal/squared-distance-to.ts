import type { BinaryMap } from "../binary-map.ts";
import { verticalDistance } from "./vertical-distance.ts";

/** Squared distance from every pixel to the nearest one inside, or outside; null where there is none. */
export function squaredDistanceTo(map: BinaryMap, { inside }: { inside: boolean }): Float64Array | null {
  const { width, height } = map;
  const vertical = verticalDistance(map, { inside, beyond: false });
  // A column without a seed is far away in every row.
  if (vertical.subarray(0, width).every((distance) => distance >= width + height)) return null;
  const result = new Float64Array(vertical.length);
  const parts = {
    sites: new Int32Array(width),
    starts: new Int32Array(width),
    heights: new Float64Array(width),
  };
  for (let start = 0; start < result.length; start += width) {
    for (let x = 0; x < width; x++) parts.heights[x] = vertical[start + x]! * vertical[start + x]!;
    lowestInto(result.subarray(start, start + width), parts);
  }
  return result;
}

interface Envelope {
  /** Height of the parabola of every column at its own place. */
  readonly heights: Float64Array;
  /** Columns whose parabola is the lowest somewhere, from left to right, and where each begins to be. */
  readonly sites: Int32Array;
  readonly starts: Int32Array;
}

function lowestInto(target: Float64Array, { heights, sites, starts }: Envelope): void {
  const width = target.length;
  let last = 0;
  sites[0] = 0;
  starts[0] = 0;
  for (let column = 1; column < width; column++) {
    const own = heights[column]!;
    while (last >= 0) {
      const [site, start] = [sites[last]!, starts[last]!];
      if ((start - site) * (start - site) + heights[site]! <= (start - column) * (start - column) + own)
        break;
      last -= 1;
    }
    const from = last < 0 ? 0 : 1 + lastWins(sites[last]!, column, heights);
    if (from >= width) continue;
    last += 1;
    sites[last] = column;
    starts[last] = from;
  }
  for (let column = width - 1; column >= 0; column--) {
    const site = sites[last]!;
    target[column] = (column - site) * (column - site) + heights[site]!;
    if (column === starts[last]) last -= 1;
  }
}

/** The last column where the parabola of `left` is not above that of `right`. */
function lastWins(left: number, right: number, heights: Float64Array): number {
  const numerator = (right - left) * (right + left) + heights[right]! - heights[left]!;
  return Math.floor(numerator / (2 * (right - left)));
}
