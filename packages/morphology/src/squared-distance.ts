import type { BinaryMap } from "./binary-map.ts";
import { assertMap } from "./internal/checks.ts";

/**
 * Squared Euclidean distance, in pixels, from every pixel centre to the nearest pixel that is inside:
 * exact integers, 0 inside. Null where nothing is inside. For the distance to the outside, pass the complement.
 *
 * @remarks Linear in the number of pixels, in integers only.
 * @throws {MorphologyError} `SIZE_MISMATCH`.
 * @see {@link https://doi.org/10.1007/0-306-47025-X_36 | Meijster, Roerdink and Hesselink 2000}
 */
export function squaredDistance(map: BinaryMap): Float64Array | null {
  assertMap(map);
  if (map.data.every((value) => value === 0)) return null;
  const { width } = map;
  const vertical = verticalDistance(map);
  const result = new Float64Array(vertical.length);
  const envelope = { sites: new Int32Array(width), starts: new Int32Array(width) };
  for (let start = 0; start < result.length; start += width) {
    const row = vertical.subarray(start, start + width);
    lowestInto(result.subarray(start, start + width), row, envelope);
  }
  return result;
}

/** Distance within the column; `width + height`, more than any distance on the map, where it has no inside pixel. */
function verticalDistance({ width, height, data }: BinaryMap): Float64Array {
  const far = width + height;
  const distance = new Float64Array(data.length);
  for (let pixel = 0; pixel < distance.length; pixel++) {
    const above = pixel < width ? far : distance[pixel - width]!;
    distance[pixel] = data[pixel] === 0 ? Math.min(above + 1, far) : 0;
  }
  for (let pixel = distance.length - width - 1; pixel >= 0; pixel--) {
    distance[pixel] = Math.min(distance[pixel]!, distance[pixel + width]! + 1);
  }
  return distance;
}

interface Envelope {
  /** Columns whose parabola is the lowest somewhere, from left to right, and where each begins to be. */
  readonly sites: Int32Array;
  readonly starts: Int32Array;
}

function lowestInto(target: Float64Array, vertical: Float64Array, { sites, starts }: Envelope): void {
  const height = (x: number, site: number) => (x - site) * (x - site) + vertical[site]! * vertical[site]!;
  let last = 0;
  sites[0] = 0;
  starts[0] = 0;
  for (let column = 1; column < target.length; column++) {
    while (last >= 0 && height(starts[last]!, sites[last]!) > height(starts[last]!, column)) last -= 1;
    if (last < 0) {
      last = 0;
      sites[0] = column;
      continue;
    }
    const from = 1 + lastWins(sites[last]!, column, vertical);
    if (from >= target.length) continue;
    last += 1;
    sites[last] = column;
    starts[last] = from;
  }
  for (let column = target.length - 1; column >= 0; column--) {
    target[column] = height(column, sites[last]!);
    if (column === starts[last]) last -= 1;
  }
}

/** The last column where the parabola of `left` is not above that of `right`. */
function lastWins(left: number, right: number, vertical: Float64Array): number {
  const [l, r] = [vertical[left]!, vertical[right]!];
  const numerator = (right - left) * (right + left) + (r - l) * (r + l);
  return Math.floor(numerator / (2 * (right - left)));
}
