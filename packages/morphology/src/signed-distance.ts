import type { BinaryMap } from "./binary-map.ts";
import { complement } from "./complement.ts";
import { squaredDistance } from "./squared-distance.ts";

/**
 * Euclidean distance, in pixels, to the nearest pixel of the other kind: positive inside, negative outside,
 * never 0. Null where the map has one kind only.
 *
 * @throws {MorphologyError} `SIZE_MISMATCH`.
 */
export function signedDistance(map: BinaryMap): Float32Array | null {
  const toInside = squaredDistance(map);
  const toOutside = squaredDistance(complement(map));
  if (toInside === null || toOutside === null) return null;
  return Float32Array.from(toInside, (squared, pixel) => Math.sqrt(toOutside[pixel]!) - Math.sqrt(squared));
}
